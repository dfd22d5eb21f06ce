import type { AccountFacts } from '#src/discord/transport/inspect-account.ts'
import { connectionFault } from '#src/discord/transport/connection-fault.ts'
import { doctorMessages as words, permissionNames } from '#src/messages/doctor-messages.ts'
import type { Section } from './section.ts'

export interface DiscordInspection {
  readonly token: string | undefined
  /** The names of the commands that this version has. */
  readonly commands: readonly string[]
  readonly inspectAccount: (token: string) => Promise<AccountFacts>
}

/** Checks the bot's account: its token, its commands, and its permissions in its servers. */
export async function inspectDiscord({ token, commands, inspectAccount }: DiscordInspection): Promise<Section> {
  const section = { name: 'discord', title: 'Discord' }
  if (token === undefined) return { ...section, problems: [], lines: [words.noToken], facts: { token: 'not set' } }
  let account
  try {
    account = await inspectAccount(token)
  } catch (error) {
    const fault = connectionFault(error)
    if (fault === undefined) throw error
    return { ...section, problems: [fault.message], lines: [], facts: { token: 'set', refusal: fault.code } }
  }
  const { name, applicationId, invite, servers } = account
  const missing = [...new Set(commands)].filter((command) => !account.commands.includes(command))
  const problems = [
    ...(account.commands.length === 0
      ? [words.noCommands]
      : missing.length > 0
        ? [words.missingCommands(missing.map((command) => `“${command}”`).join(', '))]
        : []),
    ...(servers.length === 0 ? [words.noServers(invite)] : []),
    ...servers
      .filter((server) => server.missing.length > 0)
      .map((server) =>
        words.permissions(server.id, server.missing.map((one) => permissionNames[one] ?? one).join(', ')),
      ),
  ]
  return {
    ...section,
    problems,
    lines: [
      `the token is valid: ${name}, application ${applicationId}, in ${servers.length} ${servers.length === 1 ? 'server' : 'servers'}`,
      `${account.commands.length} commands are registered everywhere`,
      `invite link: ${invite}`,
    ],
    facts: { token: 'valid', applicationId, invite, commands: account.commands.length, servers },
  }
}
