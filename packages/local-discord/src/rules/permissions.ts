import { PermissionFlagsBits, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { discordError } from '../discord-error.ts'
import type { Overwrite, StoredGuild } from '../world-types.ts'

export const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n)

/** The permissions of an app where it is not a member: https://docs.discord.com/developers/resources/application#user-context */
export const USER_INSTALL_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.UseExternalEmojis

/**
 * A member's permissions in a channel. Owners and administrators have all. For others: @everyone, then roles, then the
 * channel's overwrites for @everyone, roles and the member.
 * https://docs.discord.com/developers/topics/permissions#permission-overwrites
 */
export function permissionsOf(guild: StoredGuild, userId: string, overwrites: readonly Overwrite[] = []): bigint {
  const member = guild.members.get(userId)
  if (member === undefined) return 0n
  if (guild.ownerId === userId) return ALL_PERMISSIONS
  const rolePermissions = (id: string) => BigInt(guild.roles.get(id)?.permissions ?? '0')
  let base = rolePermissions(guild.id)
  for (const id of member.roles) base |= rolePermissions(id)
  if (has(base, PermissionFlagsBits.Administrator)) return ALL_PERMISSIONS

  const everyone = overwrites.find(({ id }) => id === guild.id)
  if (everyone !== undefined) base = (base & ~everyone.deny) | everyone.allow
  const roles = overwrites.filter(({ id, type }) => type === 0 && member.roles.includes(id))
  base &= ~roles.reduce((bits, { deny }) => bits | deny, 0n)
  base |= roles.reduce((bits, { allow }) => bits | allow, 0n)
  const own = overwrites.find(({ id, type }) => type === 1 && id === userId)
  if (own !== undefined) base = (base & ~own.deny) | own.allow
  // Without ViewChannel, no other permission counts.
  return has(base, PermissionFlagsBits.ViewChannel) ? base : 0n
}

export function has(permissions: bigint, needed: bigint): boolean {
  return (permissions & needed) === needed
}

/** 50001 if the bot cannot see the channel, 50013 if it sees it but lacks a permission. */
export function requirePermissions(permissions: bigint, needed: bigint): void {
  if (!has(permissions, PermissionFlagsBits.ViewChannel)) throw discordError(RESTJSONErrorCodes.MissingAccess)
  if (!has(permissions, needed)) throw discordError(RESTJSONErrorCodes.MissingPermissions)
}
