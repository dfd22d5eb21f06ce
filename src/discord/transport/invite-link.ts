import { PermissionFlagsBits } from 'discord.js'

/** The permissions that the bot needs to post pictures in its own messages once an interaction has expired. */
export const neededPermissions = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'AttachFiles',
  'ReadMessageHistory',
] as const satisfies readonly (keyof typeof PermissionFlagsBits)[]

/** The link with which somebody who manages a server invites the bot, with the permissions that it needs. */
export function inviteLink(applicationId: string): string {
  const permissions = neededPermissions.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n)
  const link = new URL('https://discord.com/oauth2/authorize')
  link.searchParams.set('client_id', applicationId)
  link.searchParams.set('scope', 'bot applications.commands')
  link.searchParams.set('permissions', String(permissions))
  return link.href
}
