import { ChannelType, PermissionFlagsBits, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { z } from 'zod'
import { discordError } from '../discord-error.ts'
import { parseForm } from '../rules/form.ts'
import { requirePermissions } from '../rules/permissions.ts'
import { announceChannel } from '../world/channels.ts'
import { channel as makeChannel } from '../world/default-world.ts'
import { showChannel } from '../world/show-channel.ts'
import { isThread, permissionsIn } from '../world/sight.ts'
import { channelOf, guildOf } from './access.ts'
import { type Handler, type Route, created, del, get, none, ok, patch, post, put } from './route.ts'

const overwrite = z.object({
  id: z.string(),
  type: z.union([z.literal(0), z.literal(1)]),
  allow: z.string().nullish(),
  deny: z.string().nullish(),
})
const change = z.object({
  name: z.string().min(1).max(100).optional(),
  topic: z.string().max(1024).nullish(),
  nsfw: z.boolean().nullish(),
  position: z.int().min(0).nullish(),
  rate_limit_per_user: z.int().min(0).max(21_600).nullish(),
  permission_overwrites: z.array(overwrite).nullish(),
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  auto_archive_duration: z.literal([60, 1440, 4320, 10_080]).optional(),
  applied_tags: z.array(z.string()).max(5).optional(),
})
const creation = change.extend({
  name: z.string().min(1).max(100),
  type: z
    .literal([ChannelType.GuildText, ChannelType.GuildForum, ChannelType.GuildCategory])
    .default(ChannelType.GuildText),
  parent_id: z.string().nullish(),
})

const bits = ({ id, type, allow, deny }: z.output<typeof overwrite>) => ({
  id,
  type,
  allow: BigInt(allow ?? 0),
  deny: BigInt(deny ?? 0),
})

/** https://docs.discord.com/developers/resources/channel#modify-channel */
const modify: Handler = (parts, request) => {
  const channel = channelOf(parts, request)
  if (channel.guildId === null) throw discordError(RESTJSONErrorCodes.CannotExecuteActionOnDMChannel)
  const form = parseForm(change, request.json)
  const permissions = permissionsIn(parts.world, channel, parts.world.bot.id)
  // Who opened a thread may rename and archive it without being a moderator.
  const own = isThread(channel) && channel.ownerId === parts.world.bot.id && form.locked === undefined
  if (!own) {
    requirePermissions(
      permissions,
      isThread(channel) ? PermissionFlagsBits.ManageThreads : PermissionFlagsBits.ManageChannels,
    )
  }
  if (form.name !== undefined) channel.name = form.name
  if (form.topic !== undefined) channel.topic = form.topic
  if (typeof form.nsfw === 'boolean') channel.nsfw = form.nsfw
  if (typeof form.position === 'number') channel.position = form.position
  if (typeof form.rate_limit_per_user === 'number') channel.slowmode = form.rate_limit_per_user
  if (form.permission_overwrites) channel.overwrites = form.permission_overwrites.map(bits)
  if (form.archived !== undefined) channel.archived = form.archived
  if (form.locked !== undefined) channel.locked = form.locked
  if (form.auto_archive_duration !== undefined) channel.autoArchiveMinutes = form.auto_archive_duration
  announceChannel(parts, channel, 'update')
  return ok(showChannel(parts.world, channel))
}

const remove: Handler = (parts, request) => {
  const channel = channelOf(parts, request)
  if (channel.guildId !== null) {
    requirePermissions(
      permissionsIn(parts.world, channel, parts.world.bot.id),
      isThread(channel) ? PermissionFlagsBits.ManageThreads : PermissionFlagsBits.ManageChannels,
    )
    parts.world.channels.delete(channel.id)
    parts.world.messages.delete(channel.id)
    announceChannel(parts, channel, 'delete')
  }
  return ok(showChannel(parts.world, channel))
}

const create: Handler = (parts, request) => {
  const guild = guildOf(parts, request)
  const form = parseForm(creation, request.json)
  const siblings = [...parts.world.channels.values()].filter(({ guildId }) => guildId === guild.id)
  const channel = {
    ...makeChannel(parts.nextId(), form.name, guild.id, siblings.length),
    type: form.type,
    parentId: form.parent_id ?? null,
    createdAt: parts.clock.now(),
    topic: form.topic ?? null,
    nsfw: form.nsfw ?? false,
    slowmode: form.rate_limit_per_user ?? 0,
    overwrites: (form.permission_overwrites ?? []).map(bits),
  }
  requirePermissions(
    siblings.reduce((all, one) => all | permissionsIn(parts.world, one, parts.world.bot.id), 0n),
    PermissionFlagsBits.ManageChannels,
  )
  parts.world.channels.set(channel.id, channel)
  parts.world.messages.set(channel.id, new Map())
  announceChannel(parts, channel, 'create')
  return created(showChannel(parts.world, channel))
}

const setOverwrite: Handler = (parts, request) => {
  const channel = channelOf(parts, request, PermissionFlagsBits.ManageRoles)
  const id = request.param('overwrite_id')
  const form = parseForm(overwrite.omit({ id: true }), request.json)
  channel.overwrites = [...channel.overwrites.filter((one) => one.id !== id), bits({ ...form, id })]
  announceChannel(parts, channel, 'update')
  return none()
}

const dropOverwrite: Handler = (parts, request) => {
  const channel = channelOf(parts, request, PermissionFlagsBits.ManageRoles)
  channel.overwrites = channel.overwrites.filter(({ id }) => id !== request.param('overwrite_id'))
  announceChannel(parts, channel, 'update')
  return none()
}

/** https://docs.discord.com/developers/resources/channel */
export const channelRoutes: readonly Route[] = [
  get('/channels/{channel_id}', (parts, request) => ok(showChannel(parts.world, channelOf(parts, request)))),
  patch('/channels/{channel_id}', modify),
  del('/channels/{channel_id}', remove),
  put('/channels/{channel_id}/permissions/{overwrite_id}', setOverwrite),
  del('/channels/{channel_id}/permissions/{overwrite_id}', dropOverwrite),
  get('/guilds/{guild_id}/channels', (parts, request) => {
    const guild = guildOf(parts, request)
    const channels = [...parts.world.channels.values()].filter((one) => one.guildId === guild.id && !isThread(one))
    return ok(channels.map((channel) => showChannel(parts.world, channel)))
  }),
  post('/guilds/{guild_id}/channels', create),
]
