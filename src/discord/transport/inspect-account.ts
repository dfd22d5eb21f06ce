import { type APIApplication, PermissionsBitField, REST, type RESTAPIPartialCurrentUserGuild, Routes } from 'discord.js'
import { inviteLink, neededPermissions } from './invite-link.ts'

/** What Discord says of the bot behind a token. */
export interface AccountFacts {
  readonly name: string
  readonly applicationId: string
  readonly invite: string
  /** The names of the commands that are registered everywhere. */
  readonly commands: readonly string[]
  readonly servers: readonly ServerFacts[]
}

export interface ServerFacts {
  readonly id: string
  /** The permissions that the bot lacks in this server, by Discord's names. A channel may still take others away. */
  readonly missing: readonly string[]
}

/** The number of servers that one request returns at most. */
const pageSize = 200

/**
 * Asks Discord for the bot's own account, its commands and its servers. It changes nothing.
 *
 * @param api the base address of the API. Default: Discord's
 * @throws errors of discord.js; see `connectionFault`
 */
export async function inspectAccount(token: string, api?: string): Promise<AccountFacts> {
  const rest = new REST({ ...(api !== undefined && { api }), retries: 1, timeout: 10_000 }).setToken(token)
  const application = (await rest.get(Routes.currentApplication())) as APIApplication
  const commands = (await rest.get(Routes.applicationCommands(application.id))) as readonly { readonly name: string }[]
  const servers: ServerFacts[] = []
  for (let after = '0'; ;) {
    const query = new URLSearchParams({ limit: String(pageSize), after })
    const page = (await rest.get(Routes.userGuilds(), { query })) as readonly RESTAPIPartialCurrentUserGuild[]
    for (const { id, permissions } of page) {
      const held = new PermissionsBitField(BigInt(permissions))
      servers.push({ id, missing: neededPermissions.filter((name) => !held.has(name)) })
    }
    const last = page.at(-1)
    if (page.length < pageSize || last === undefined) break
    after = last.id
  }
  return {
    name: application.name,
    applicationId: application.id,
    invite: inviteLink(application.id),
    commands: commands.map(({ name }) => name),
    servers,
  }
}
