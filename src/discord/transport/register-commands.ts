import { type APIApplicationCommand, type REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js'

/** The result of registering, by command name. */
export interface RegisteredCommands {
  readonly created: readonly string[]
  readonly updated: readonly string[]
  readonly removed: readonly string[]
  /** How many were already as declared. */
  readonly unchanged: number
}

type Known = Pick<APIApplicationCommand, 'id' | 'name'> & { readonly type?: number }

/**
 * Makes the commands of an application, in one guild or everywhere, what the declarations say, and sends only what
 * changed: Discord allows 200 new commands a day, and a command that is recreated loses its permission settings.
 */
export async function registerCommands(options: {
  readonly rest: REST
  readonly applicationId: string
  readonly declarations: readonly RESTPostAPIApplicationCommandsJSONBody[]
  readonly guildId?: string
}): Promise<RegisteredCommands> {
  const { rest, applicationId, guildId } = options
  const declarations = guildId === undefined ? options.declarations : options.declarations.map(forOneGuild)
  const all =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId)
  const one = (id: string) =>
    guildId === undefined
      ? Routes.applicationCommand(applicationId, id)
      : Routes.applicationGuildCommand(applicationId, guildId, id)
  // Without this Discord leaves out names and descriptions in other languages, and every command would look changed.
  const query = new URLSearchParams({ with_localizations: 'true' })
  const known = (await rest.get(all, { query })) as readonly Known[] // Discord's own answer (discord-api-types: APIApplicationCommand[])

  const found = (declaration: RESTPostAPIApplicationCommandsJSONBody) =>
    known.find((command) => sameCommand(command, declaration))
  const created = declarations.filter((declaration) => found(declaration) === undefined)
  const updated = declarations.filter((declaration) => {
    const command = found(declaration)
    return command !== undefined && !isAs(declaration, command)
  })
  const removed = known.filter((command) => !declarations.some((declaration) => sameCommand(command, declaration)))
  const unchanged = declarations.length - created.length - updated.length

  if (created.length + updated.length + removed.length > maxSingleChanges) {
    // Discord allows five writes in twenty seconds, so many changes go in one request. It recognises commands by their
    // names and keeps their ids and settings.
    await rest.put(all, { body: declarations })
  } else {
    for (const declaration of created) await rest.post(all, { body: declaration })
    for (const declaration of updated) await rest.patch(one(found(declaration)?.id ?? ''), { body: declaration })
    for (const { id } of removed) await rest.delete(one(id))
  }
  return { created: names(created), updated: names(updated), removed: names(removed), unchanged }
}

const names = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => name)

/** Only global commands say where they can be installed and used. */
function forOneGuild({
  contexts: _contexts,
  integration_types: _types,
  ...declaration
}: RESTPostAPIApplicationCommandsJSONBody): RESTPostAPIApplicationCommandsJSONBody {
  return declaration
}

/** How many changes are sent one by one. */
const maxSingleChanges = 3

const sameCommand = (
  a: Pick<Known, 'name' | 'type'>,
  b: { readonly name: string; readonly type?: number | undefined },
) => a.name === b.name && (a.type ?? 1) === (b.type ?? 1)

/**
 * Whether Discord has all that the declaration says. Discord adds fields and fills in defaults, so only what is declared
 * counts, and false counts as absent.
 */
function isAs(wanted: unknown, found: unknown): boolean {
  if (wanted === undefined || wanted === false || wanted === null)
    return found === undefined || found === null || found === false
  if (Array.isArray(wanted)) {
    return Array.isArray(found) && found.length === wanted.length && wanted.every((item, i) => isAs(item, found[i]))
  }
  if (typeof wanted === 'object') {
    if (typeof found !== 'object' || found === null) return false
    const declared = Object.entries(wanted).every(([key, value]) => isAs(value, Reflect.get(found, key)))
    // A list or a limit that the declaration no longer has must be removed on Discord as well.
    const hasOutdated = [
      'options',
      'choices',
      'min_value',
      'max_value',
      'min_length',
      'max_length',
      'autocomplete',
      'required',
    ].some((key) => Reflect.get(wanted, key) === undefined && !isNothing(Reflect.get(found, key)))
    return declared && !hasOutdated
  }
  return wanted === found
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)
