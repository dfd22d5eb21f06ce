import {
  GatewayDispatchEvents,
  GatewayIntentBits,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
} from 'discord-api-types/v10'
import { z } from 'zod'
import { textOf } from '../rules/text.ts'
import { discordError } from '../discord-error.ts'
import type { ServerContext } from '../server-context.ts'
import { parseForm } from '../rules/form.ts'
import { permissionsOf, requirePermissions } from '../rules/permissions.ts'
import type { StoredGuild, StoredMember } from '../world-types.ts'
import { role as makeRole } from '../world/default-world.ts'
import { serializeGuild, serializeMemberWithUser } from '../world/serialize-guild.ts'
import { guildOf } from './access.ts'
import { type ApiRequest, type Handler, type Route, del, get, none, ok, patch, post, put } from './route.ts'

const roleForm = z.object({
  name: textOf(0, 100).nullish(),
  permissions: z.string().regex(/^\d+$/).nullish(),
  color: z.int().min(0).max(0xffffff).nullish(),
  colors: z.object({ primary_color: z.int().nullish() }).nullish(),
  hoist: z.boolean().nullish(),
  mentionable: z.boolean().nullish(),
})

function requireGuild(context: ServerContext, guild: StoredGuild, needed: bigint): void {
  requirePermissions(permissionsOf(guild, context.world.bot.id), needed)
}

function memberOf(context: ServerContext, guild: StoredGuild, request: ApiRequest): StoredMember {
  const id = request.param('user_id') || context.world.bot.id
  const member = guild.members.get(id)
  if (member === undefined) throw discordError(RESTJSONErrorCodes.UnknownMember)
  return member
}

function tellMember(context: ServerContext, guild: StoredGuild, member: StoredMember): void {
  context.gateway.dispatch({
    event: GatewayDispatchEvents.GuildMemberUpdate,
    guildId: guild.id,
    // The bot receives changes of its own member without the privileged intent.
    intents: member.userId === context.world.bot.id ? 0 : GatewayIntentBits.GuildMembers,
    data: { guild_id: guild.id, ...serializeMemberWithUser(context.world, member) },
  })
}

/** A role can be handed out only from above: https://docs.discord.com/developers/topics/permissions#permission-hierarchy */
function requireHigher(context: ServerContext, guild: StoredGuild, roleId: string): void {
  const role = guild.roles.get(roleId)
  if (role === undefined) throw discordError(RESTJSONErrorCodes.UnknownRole)
  const own = (guild.members.get(context.world.bot.id)?.roles ?? []).map((id) => guild.roles.get(id)?.position ?? 0)
  if (role.position >= Math.max(0, ...own)) throw discordError(RESTJSONErrorCodes.MissingPermissions)
}

const giveRole =
  (give: boolean): Handler =>
  (context, request) => {
    const guild = guildOf(context, request)
    requireGuild(context, guild, PermissionFlagsBits.ManageRoles)
    const roleId = request.param('role_id')
    requireHigher(context, guild, roleId)
    const member = memberOf(context, guild, request)
    member.roles = [...member.roles.filter((id) => id !== roleId), ...(give ? [roleId] : [])]
    tellMember(context, guild, member)
    return none()
  }

const saveRole = (context: ServerContext, request: ApiRequest, known: string | null) => {
  const guild = guildOf(context, request)
  requireGuild(context, guild, PermissionFlagsBits.ManageRoles)
  if (known !== null) requireHigher(context, guild, known)
  const form = parseForm(roleForm, request.json ?? {})
  const old = known === null ? undefined : guild.roles.get(known)
  const role = {
    ...(old ?? makeRole(context.nextId(), 'new role', 0n, 0)),
    ...(form.name ? { name: form.name } : {}),
    ...(form.permissions ? { permissions: form.permissions } : {}),
    ...(typeof form.hoist === 'boolean' ? { hoist: form.hoist } : {}),
    ...(typeof form.mentionable === 'boolean' ? { mentionable: form.mentionable } : {}),
  }
  const color = form.colors?.primary_color ?? form.color
  const painted =
    typeof color === 'number' ? { ...role, color, colors: { ...role.colors, primary_color: color } } : role
  guild.roles.set(painted.id, painted)
  context.gateway.dispatch({
    event: known === null ? GatewayDispatchEvents.GuildRoleCreate : GatewayDispatchEvents.GuildRoleUpdate,
    guildId: guild.id,
    intents: GatewayIntentBits.Guilds,
    data: { guild_id: guild.id, role: painted },
  })
  return ok(painted)
}

const dropRole: Handler = (context, request) => {
  const guild = guildOf(context, request)
  requireGuild(context, guild, PermissionFlagsBits.ManageRoles)
  const roleId = request.param('role_id')
  requireHigher(context, guild, roleId)
  guild.roles.delete(roleId)
  for (const member of guild.members.values()) member.roles = member.roles.filter((id) => id !== roleId)
  context.gateway.dispatch({
    event: GatewayDispatchEvents.GuildRoleDelete,
    guildId: guild.id,
    intents: GatewayIntentBits.Guilds,
    data: { guild_id: guild.id, role_id: roleId },
  })
  return none()
}

const rename: Handler = (context, request) => {
  const guild = guildOf(context, request)
  const member = memberOf(context, guild, request)
  const own = member.userId === context.world.bot.id
  requireGuild(context, guild, own ? PermissionFlagsBits.ChangeNickname : PermissionFlagsBits.ManageNicknames)
  const { nick } = parseForm(z.object({ nick: textOf(0, 32).nullish() }), request.json)
  if (nick !== undefined) member.nick = nick === '' ? null : nick
  tellMember(context, guild, member)
  return ok(serializeMemberWithUser(context.world, member))
}

/** https://docs.discord.com/developers/resources/guild */
export const guildRoutes: readonly Route[] = [
  get('/guilds/{guild_id}', (context, request) => ok(serializeGuild(guildOf(context, request)))),
  get('/guilds/{guild_id}/roles', (context, request) => ok([...guildOf(context, request).roles.values()])),
  post('/guilds/{guild_id}/roles', (context, request) => saveRole(context, request, null)),
  get('/guilds/{guild_id}/roles/{role_id}', (context, request) => {
    const role = guildOf(context, request).roles.get(request.param('role_id'))
    if (role === undefined) throw discordError(RESTJSONErrorCodes.UnknownRole)
    return ok(role)
  }),
  patch('/guilds/{guild_id}/roles/{role_id}', (context, request) =>
    saveRole(context, request, request.param('role_id')),
  ),
  del('/guilds/{guild_id}/roles/{role_id}', dropRole),
  // Listing everyone needs the privileged intent; one member by id does not.
  get('/guilds/{guild_id}/members', () => {
    throw discordError(RESTJSONErrorCodes.MissingAccess)
  }),
  patch('/guilds/{guild_id}/members/@me', rename),
  get('/guilds/{guild_id}/members/{user_id}', (context, request) =>
    ok(serializeMemberWithUser(context.world, memberOf(context, guildOf(context, request), request))),
  ),
  patch('/guilds/{guild_id}/members/{user_id}', rename),
  put('/guilds/{guild_id}/members/{user_id}/roles/{role_id}', giveRole(true)),
  del('/guilds/{guild_id}/members/{user_id}/roles/{role_id}', giveRole(false)),
]
