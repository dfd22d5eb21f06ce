import {
  GatewayDispatchEvents,
  GatewayIntentBits,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
} from 'discord-api-types/v10'
import { z } from 'zod'
import { discordError } from '../discord-error.ts'
import type { Parts } from '../parts.ts'
import { parseForm } from '../rules/form.ts'
import { permissionsOf, requirePermissions } from '../rules/permissions.ts'
import type { StoredGuild, StoredMember } from '../world-types.ts'
import { role as makeRole } from '../world/default-world.ts'
import { showGuild, showMemberWithUser } from '../world/show-guild.ts'
import { guildOf } from './access.ts'
import { type ApiRequest, type Handler, type Route, del, get, none, ok, patch, post, put } from './route.ts'

const roleForm = z.object({
  name: z.string().max(100).nullish(),
  permissions: z.string().regex(/^\d+$/).nullish(),
  color: z.int().min(0).max(0xffffff).nullish(),
  colors: z.object({ primary_color: z.int().nullish() }).nullish(),
  hoist: z.boolean().nullish(),
  mentionable: z.boolean().nullish(),
})

function requireGuild(parts: Parts, guild: StoredGuild, needed: bigint): void {
  requirePermissions(permissionsOf(guild, parts.world.bot.id), needed)
}

function memberOf(parts: Parts, guild: StoredGuild, request: ApiRequest): StoredMember {
  const id = request.param('user_id') || parts.world.bot.id
  const member = guild.members.get(id)
  if (member === undefined) throw discordError(RESTJSONErrorCodes.UnknownMember)
  return member
}

function tellMember(parts: Parts, guild: StoredGuild, member: StoredMember): void {
  parts.gateway.dispatch({
    event: GatewayDispatchEvents.GuildMemberUpdate,
    guildId: guild.id,
    // The bot hears of its own changes without the privileged intent.
    intents: member.userId === parts.world.bot.id ? 0 : GatewayIntentBits.GuildMembers,
    data: { guild_id: guild.id, ...showMemberWithUser(parts.world, member) },
  })
}

/** A role can be handed out only from above: https://docs.discord.com/developers/topics/permissions#permission-hierarchy */
function requireHigher(parts: Parts, guild: StoredGuild, roleId: string): void {
  const role = guild.roles.get(roleId)
  if (role === undefined) throw discordError(RESTJSONErrorCodes.UnknownRole)
  const own = (guild.members.get(parts.world.bot.id)?.roles ?? []).map((id) => guild.roles.get(id)?.position ?? 0)
  if (role.position >= Math.max(0, ...own)) throw discordError(RESTJSONErrorCodes.MissingPermissions)
}

const giveRole =
  (give: boolean): Handler =>
  (parts, request) => {
    const guild = guildOf(parts, request)
    requireGuild(parts, guild, PermissionFlagsBits.ManageRoles)
    const roleId = request.param('role_id')
    requireHigher(parts, guild, roleId)
    const member = memberOf(parts, guild, request)
    member.roles = [...member.roles.filter((id) => id !== roleId), ...(give ? [roleId] : [])]
    tellMember(parts, guild, member)
    return none()
  }

const saveRole = (parts: Parts, request: ApiRequest, known: string | null) => {
  const guild = guildOf(parts, request)
  requireGuild(parts, guild, PermissionFlagsBits.ManageRoles)
  if (known !== null) requireHigher(parts, guild, known)
  const form = parseForm(roleForm, request.json ?? {})
  const old = known === null ? undefined : guild.roles.get(known)
  const role = {
    ...(old ?? makeRole(parts.nextId(), 'new role', 0n, 0)),
    ...(form.name ? { name: form.name } : {}),
    ...(form.permissions ? { permissions: form.permissions } : {}),
    ...(typeof form.hoist === 'boolean' ? { hoist: form.hoist } : {}),
    ...(typeof form.mentionable === 'boolean' ? { mentionable: form.mentionable } : {}),
  }
  const color = form.colors?.primary_color ?? form.color
  const painted =
    typeof color === 'number' ? { ...role, color, colors: { ...role.colors, primary_color: color } } : role
  guild.roles.set(painted.id, painted)
  parts.gateway.dispatch({
    event: known === null ? GatewayDispatchEvents.GuildRoleCreate : GatewayDispatchEvents.GuildRoleUpdate,
    guildId: guild.id,
    intents: GatewayIntentBits.Guilds,
    data: { guild_id: guild.id, role: painted },
  })
  return ok(painted)
}

const dropRole: Handler = (parts, request) => {
  const guild = guildOf(parts, request)
  requireGuild(parts, guild, PermissionFlagsBits.ManageRoles)
  const roleId = request.param('role_id')
  requireHigher(parts, guild, roleId)
  guild.roles.delete(roleId)
  for (const member of guild.members.values()) member.roles = member.roles.filter((id) => id !== roleId)
  parts.gateway.dispatch({
    event: GatewayDispatchEvents.GuildRoleDelete,
    guildId: guild.id,
    intents: GatewayIntentBits.Guilds,
    data: { guild_id: guild.id, role_id: roleId },
  })
  return none()
}

const rename: Handler = (parts, request) => {
  const guild = guildOf(parts, request)
  const member = memberOf(parts, guild, request)
  const own = member.userId === parts.world.bot.id
  requireGuild(parts, guild, own ? PermissionFlagsBits.ChangeNickname : PermissionFlagsBits.ManageNicknames)
  const { nick } = parseForm(z.object({ nick: z.string().max(32).nullish() }), request.json)
  if (nick !== undefined) member.nick = nick === '' ? null : nick
  tellMember(parts, guild, member)
  return ok(showMemberWithUser(parts.world, member))
}

/** https://docs.discord.com/developers/resources/guild */
export const guildRoutes: readonly Route[] = [
  get('/guilds/{guild_id}', (parts, request) => ok(showGuild(guildOf(parts, request)))),
  get('/guilds/{guild_id}/roles', (parts, request) => ok([...guildOf(parts, request).roles.values()])),
  post('/guilds/{guild_id}/roles', (parts, request) => saveRole(parts, request, null)),
  get('/guilds/{guild_id}/roles/{role_id}', (parts, request) => {
    const role = guildOf(parts, request).roles.get(request.param('role_id'))
    if (role === undefined) throw discordError(RESTJSONErrorCodes.UnknownRole)
    return ok(role)
  }),
  patch('/guilds/{guild_id}/roles/{role_id}', (parts, request) => saveRole(parts, request, request.param('role_id'))),
  del('/guilds/{guild_id}/roles/{role_id}', dropRole),
  // Listing everyone needs the privileged intent; one member by id does not.
  get('/guilds/{guild_id}/members', () => {
    throw discordError(RESTJSONErrorCodes.MissingAccess)
  }),
  patch('/guilds/{guild_id}/members/@me', rename),
  get('/guilds/{guild_id}/members/{user_id}', (parts, request) =>
    ok(showMemberWithUser(parts.world, memberOf(parts, guildOf(parts, request), request))),
  ),
  patch('/guilds/{guild_id}/members/{user_id}', rename),
  put('/guilds/{guild_id}/members/{user_id}/roles/{role_id}', giveRole(true)),
  del('/guilds/{guild_id}/members/{user_id}/roles/{role_id}', giveRole(false)),
]
