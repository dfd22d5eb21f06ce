import { PresenceUpdateStatus } from 'discord-api-types/v10'
import { z } from 'zod'
import type { ServerContext } from '../server-context.ts'
import { serializeGuildCreate, serializeMemberWithUser } from '../world/serialize-guild.ts'
import { serializeWorld } from '../world/serialize-world.ts'
import type { GatewayHost } from './gateway.ts'
import { shardOf } from './shards.ts'

const presence = z.object({
  status: z.enum(PresenceUpdateStatus),
  activities: z.array(z.object({ name: z.string(), state: z.string().nullish(), type: z.int().optional() })),
})
const memberQuery = z.object({
  guild_id: z.string(),
  query: z.string().optional(),
  user_ids: z.union([z.string(), z.array(z.string())]).optional(),
  limit: z.int().optional(),
  nonce: z.string().optional(),
})

/** Connects the gateway with the world. */
export function gatewayHost(context: () => ServerContext, privilegedIntents: number): GatewayHost {
  const tellWorld = () => context().viewers.send(() => ({ type: 'world', world: serializeWorld(context()) }))
  return {
    get token() {
      return context().world.token
    },
    privilegedIntents,
    get sharding() {
      return context().sharding
    },
    now: () => context().clock.monotonic(),
    ready({ id, shard }) {
      const { world, origin } = context()
      const [index, count] = shard
      return {
        v: 10,
        user: { ...world.bot, mfa_enabled: false, verified: true, email: null },
        user_settings: {},
        guilds: [...world.guilds.values()]
          .filter((guild) => guild.botInstalled && shardOf(guild.id, count) === index)
          .map((guild) => ({ id: guild.id, unavailable: true })),
        session_id: id,
        session_type: 'normal',
        resume_gateway_url: `${origin().replace(/^http/, 'ws')}/gateway`,
        relationships: [],
        private_channels: [],
        presences: [],
        application: { id: world.applicationId, flags: 0 },
        ...(count > 1 ? { shard } : {}),
      }
    },
    guilds() {
      const { world } = context()
      return [...world.guilds.values()]
        .filter(({ botInstalled }) => botInstalled)
        .map((guild) => ({ id: guild.id, data: serializeGuildCreate(world, guild) }))
    },
    members(query) {
      const { world } = context()
      const asked = memberQuery.safeParse(query)
      if (!asked.success) return null
      const { guild_id: guildId, user_ids: ids, limit = 100, nonce } = asked.data
      const guild = world.guilds.get(guildId)
      if (guild?.botInstalled !== true) return null
      const wanted = ids === undefined ? null : [ids].flat()
      const members = [...guild.members.values()].filter(({ userId }) => wanted?.includes(userId) ?? true)
      return {
        guildId,
        data: {
          guild_id: guildId,
          members: members.slice(0, limit || 1000).map((member) => serializeMemberWithUser(world, member)),
          chunk_index: 0,
          chunk_count: 1,
          not_found: wanted?.filter((id) => !guild.members.has(id)) ?? [],
          ...(nonce === undefined ? {} : { nonce }),
        },
      }
    },
    presence(update) {
      const read = presence.safeParse(update)
      if (!read.success) return
      const [activity] = read.data.activities
      context().world.activity = activity === undefined ? null : (activity.state ?? activity.name)
      tellWorld()
    },
    changed: tellWorld,
  }
}
