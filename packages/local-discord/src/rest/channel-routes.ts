import { ChannelType, PermissionFlagsBits, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { z } from 'zod'
import { textOf } from '../rules/text.ts'
import { discordError } from '../discord-error.ts'
import { parseForm } from '../rules/form.ts'
import { requirePermissions } from '../rules/permissions.ts'
import { announceChannel } from '../world/channels.ts'
import { channel as makeChannel } from '../world/default-world.ts'
import { serializeChannel } from '../world/serialize-channel.ts'
import { isThread, permissionsIn } from '../world/visibility.ts'
import { channelOf, guildOf, requireNotArchived } from './access.ts'
import { type Handler, type Route, created, del, get, none, ok, patch, post, put } from './route.ts'

const overwrite = z.object({
  id: z.string(),
  type: z.union([z.literal(0), z.literal(1)]),
  allow: z.string().nullish(),
  deny: z.string().nullish(),
})
const change = z.object({
  name: textOf(1, 100).optional(),
  topic: textOf(0, 1024).nullish(),
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
  name: textOf(1, 100),
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
const modify: Handler = (context, request) => {
  const channel = channelOf(context, request)
  if (channel.guildId === null) throw discordError(RESTJSONErrorCodes.CannotExecuteActionOnDMChannel)
  const form = parseForm(change, request.json)
  const permissions = permissionsIn(context.world, channel, context.world.bot.id)
  // The owner of a thread may rename and archive it without being a moderator.
  const own = isThread(channel) && channel.ownerId === context.world.bot.id && form.locked === undefined
  if (!own) {
    requirePermissions(
      permissions,
      isThread(channel) ? PermissionFlagsBits.ManageThreads : PermissionFlagsBits.ManageChannels,
    )
  }
  // An archived thread can be opened again, and other changes may come with that.
  if (form.archived !== false && Object.keys(form).some((key) => key !== 'archived' && key !== 'locked')) {
    requireNotArchived(channel)
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
  announceChannel(context, channel, 'update')
  return ok(serializeChannel(context.world, channel))
}

const remove: Handler = (context, request) => {
  const channel = channelOf(context, request)
  if (channel.guildId !== null) {
    requirePermissions(
      permissionsIn(context.world, channel, context.world.bot.id),
      isThread(channel) ? PermissionFlagsBits.ManageThreads : PermissionFlagsBits.ManageChannels,
    )
    context.world.channels.delete(channel.id)
    context.world.messages.delete(channel.id)
    announceChannel(context, channel, 'delete')
  }
  return ok(serializeChannel(context.world, channel))
}

const create: Handler = (context, request) => {
  const guild = guildOf(context, request)
  const form = parseForm(creation, request.json)
  const siblings = [...context.world.channels.values()].filter(({ guildId }) => guildId === guild.id)
  const channel = {
    ...makeChannel(context.nextId(), form.name, guild.id, siblings.length),
    type: form.type,
    parentId: form.parent_id ?? null,
    createdAt: context.clock.now(),
    topic: form.topic ?? null,
    nsfw: form.nsfw ?? false,
    slowmode: form.rate_limit_per_user ?? 0,
    overwrites: (form.permission_overwrites ?? []).map(bits),
  }
  requirePermissions(
    siblings.reduce((all, one) => all | permissionsIn(context.world, one, context.world.bot.id), 0n),
    PermissionFlagsBits.ManageChannels,
  )
  context.world.channels.set(channel.id, channel)
  context.world.messages.set(channel.id, new Map())
  announceChannel(context, channel, 'create')
  return created(serializeChannel(context.world, channel))
}

const setOverwrite: Handler = (context, request) => {
  const channel = channelOf(context, request, PermissionFlagsBits.ManageRoles)
  const id = request.param('overwrite_id')
  const form = parseForm(overwrite.omit({ id: true }), request.json)
  channel.overwrites = [...channel.overwrites.filter((one) => one.id !== id), bits({ ...form, id })]
  announceChannel(context, channel, 'update')
  return none()
}

const dropOverwrite: Handler = (context, request) => {
  const channel = channelOf(context, request, PermissionFlagsBits.ManageRoles)
  channel.overwrites = channel.overwrites.filter(({ id }) => id !== request.param('overwrite_id'))
  announceChannel(context, channel, 'update')
  return none()
}

/** https://docs.discord.com/developers/resources/channel */
export const channelRoutes: readonly Route[] = [
  get('/channels/{channel_id}', (context, request) => ok(serializeChannel(context.world, channelOf(context, request)))),
  patch('/channels/{channel_id}', modify),
  del('/channels/{channel_id}', remove),
  put('/channels/{channel_id}/permissions/{overwrite_id}', setOverwrite),
  del('/channels/{channel_id}/permissions/{overwrite_id}', dropOverwrite),
  get('/guilds/{guild_id}/channels', (context, request) => {
    const guild = guildOf(context, request)
    const channels = [...context.world.channels.values()].filter((one) => one.guildId === guild.id && !isThread(one))
    return ok(channels.map((channel) => serializeChannel(context.world, channel)))
  }),
  post('/guilds/{guild_id}/channels', create),
]
