import { type Client, Events, GatewayCloseCodes, RESTEvents } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { discordRefused as words } from '#src/messages/refusals.ts'

/** The close codes after which discord.js does not reconnect, and waiting would not help. */
const finalCloses: Readonly<Record<number, { readonly name: string; readonly sentence: string }>> = {
  [GatewayCloseCodes.AuthenticationFailed]: { name: 'token-refused', sentence: words.token },
  [GatewayCloseCodes.InvalidShard]: { name: 'sharding-refused', sentence: words.sharding },
  [GatewayCloseCodes.ShardingRequired]: { name: 'sharding-refused', sentence: words.sharding },
  [GatewayCloseCodes.InvalidAPIVersion]: { name: 'version-refused', sentence: words.version },
  [GatewayCloseCodes.InvalidIntents]: { name: 'intents-refused', sentence: words.intents },
  [GatewayCloseCodes.DisallowedIntents]: { name: 'intents-refused', sentence: words.intents },
}

/**
 * Resolves with the reason once Discord has refused the bot for good: the gateway was closed with a code that stays, or
 * the REST API does not accept the token (discord.js forgets it then). It never rejects, and does not resolve otherwise.
 */
export function connectionLoss(client: Pick<Client, 'on' | 'rest'>): Promise<UserError> {
  return new Promise((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }) => {
      const { name, sentence } = finalCloses[code] ?? { name: 'disconnected', sentence: words.closed(code) }
      resolve(new UserError(name, sentence, { code }))
    })
    client.rest.on(RESTEvents.Response, ({ data }, { status }) => {
      // A 401 without the bot's own token is about the token of an interaction.
      if (status === 401 && data.auth !== false) resolve(new UserError('token-refused', words.token, { status }))
    })
  })
}
