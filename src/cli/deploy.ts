import { DiscordAPIError, REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import type { Configuration } from '#src/config.ts'
import { declarations } from '#src/commands/registry.ts'
import { connectionFault } from '#src/discord/transport/connection-fault.ts'
import { inviteLink } from '#src/discord/transport/invite-link.ts'
import { registerCommands } from '#src/discord/transport/register-commands.ts'
import { UserError } from '#src/errors.ts'
import { deployRefused as words } from '#src/messages/refusals.ts'

interface DeployOptions {
  readonly configuration: Pick<Configuration, 'discordToken'>
  readonly guild?: string
  readonly print: (line: string) => void
  /** The base address of the API. Default: Discord's. */
  readonly api?: string
}

/**
 * `duckrabbit deploy` registers the slash and message commands with Discord, everywhere or in one guild, and sends only what
 * changed. Registering everywhere takes effect within the hour, registering in one guild at once.
 *
 * @throws UserError `no-token`, `token-refused`, `no-such-guild`, `discord-unreachable`, `discord-down`
 */
export async function deploy(options: DeployOptions): Promise<void> {
  const { discordToken } = options.configuration
  if (discordToken === undefined) throw new UserError('no-token', words.noToken)
  try {
    await register(discordToken, options)
  } catch (error) {
    throw connectionFault(error) ?? error
  }
}

async function register(token: string, { guild, print, api }: DeployOptions): Promise<void> {
  const rest = new REST(api === undefined ? {} : { api }).setToken(token)
  const application = (await rest.get(Routes.currentApplication())) as { readonly id: string } // APIApplication
  const link = inviteLink(application.id)
  const { created, updated, removed, unchanged } = await registerCommands({
    rest,
    applicationId: application.id,
    declarations,
    ...(guild === undefined ? {} : { guildId: guild }),
  }).catch((error: unknown) => {
    if (guild === undefined || !isAboutGuild(error, guild)) throw error
    throw new UserError('no-such-guild', words.guild(guild, link), { guild }, { cause: error })
  })
  const changes = [...list('created', created), ...list('updated', updated), ...list('removed', removed)]
  const where = guild === undefined ? 'everywhere' : `in guild ${guild}`
  if (changes.length === 0) print(`Nothing to do ${where}: all ${unchanged} commands are up to date.`)
  for (const line of changes) print(line)
  if (changes.length > 0) print(`${unchanged} commands were already up to date ${where}.`)
  print(`Invite the bot: ${link}`)
}

const list = (word: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${word}: ${names.join(', ')}`]

/** Whether an error means that the bot is not in the guild, or that the id cannot be a guild's. */
function isAboutGuild(error: unknown, guild: string): boolean {
  if (!(error instanceof DiscordAPIError)) return false
  if (error.code === RESTJSONErrorCodes.MissingAccess || error.code === RESTJSONErrorCodes.UnknownGuild) return true
  return error.status < 500 && error.status !== 401 && !/^\d{17,20}$/.test(guild)
}
