import { REST, Routes } from 'discord.js'
import type { Configuration } from '#src/config.ts'
import { declarations } from '#src/commands/commands.ts'
import { registerCommands } from '#src/discord/register.ts'
import { UserError } from '#src/errors.ts'

/**
 * `duckrabbit deploy`: registers the slash and message commands with Discord, everywhere or in one guild, and sends
 * only what changed. Everywhere takes effect within the hour, in one guild at once.
 *
 * @throws UserError `no-token`
 */
export async function deploy(options: {
  readonly configuration: Pick<Configuration, 'discordToken'>
  readonly guild?: string
  readonly print: (line: string) => void
  /** The API to talk to; default: Discord's. */
  readonly api?: string
}): Promise<void> {
  const { configuration, guild, print, api } = options
  if (configuration.discordToken === undefined) {
    throw new UserError(
      'no-token',
      'Set DISCORD_TOKEN in .env first; the local channel registers its commands by itself.',
    )
  }
  const rest = new REST(api === undefined ? {} : { api }).setToken(configuration.discordToken)
  const application = (await rest.get(Routes.currentApplication())) as { readonly id: string } // APIApplication
  const { created, updated, removed, unchanged } = await registerCommands({
    rest,
    applicationId: application.id,
    declarations,
    ...(guild === undefined ? {} : { guildId: guild }),
  })
  const changes = [...list('created', created), ...list('updated', updated), ...list('removed', removed)]
  const where = guild === undefined ? 'everywhere' : `in guild ${guild}`
  if (changes.length === 0) print(`Nothing to do ${where}: all ${unchanged} commands are as they should be.`)
  for (const line of changes) print(line)
  if (changes.length > 0) print(`${unchanged} commands were so already ${where}.`)
}

const list = (word: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${word}: ${names.join(', ')}`]
