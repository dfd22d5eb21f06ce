import { ChannelType, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { z } from 'zod'
import { discordError } from '../discord-error.ts'
import { parseForm } from '../rules/form.ts'
import { permissionsOf } from '../rules/permissions.ts'
import { directMessages } from '../world/default-world.ts'
import { serializeChannel } from '../world/serialize-channel.ts'
import { userOf } from '../world/serialize-guild.ts'
import { type Route, get, ok, post } from './route.ts'

const recipient = z.object({ recipient_id: z.string().regex(/^\d+$/) })

export const userRoutes: readonly Route[] = [
  get('/users/@me', ({ world }) =>
    ok({ ...world.bot, mfa_enabled: false, locale: 'en-US', premium_type: 0, email: null, verified: true }),
  ),
  get('/users/@me/guilds', ({ world }) =>
    ok(
      [...world.guilds.values()]
        .filter(({ botInstalled }) => botInstalled)
        .map((guild) => ({
          id: guild.id,
          name: guild.name,
          icon: null,
          banner: null,
          owner: false,
          permissions: permissionsOf(guild, world.bot.id).toString(),
          features: [],
        })),
    ),
  ),
  get('/users/{user_id}', ({ world }, request) => {
    const user = userOf(world, request.param('user_id'))
    if (user === undefined) throw discordError(RESTJSONErrorCodes.UnknownUser)
    return ok(user)
  }),
  post('/users/@me/channels', (context, request) => {
    const { world, nextId } = context
    const { recipient_id: personId } = parseForm(recipient, request.json)
    if (!world.people.has(personId)) throw discordError(RESTJSONErrorCodes.CannotSendMessagesToThisUser)
    const known = [...world.channels.values()].find(
      ({ type, recipientId }) => type === ChannelType.DM && recipientId === personId,
    )
    const channel = known ?? directMessages(nextId(), personId)
    world.channels.set(channel.id, channel)
    return ok(serializeChannel(world, channel))
  }),
]
