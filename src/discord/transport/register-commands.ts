import { type APIApplicationCommand, type REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js'

/** What registering came to, by command name. */
export interface Registered {
  readonly created: readonly string[]
  readonly updated: readonly string[]
  readonly removed: readonly string[]
  /** How many were already so. */
  readonly unchanged: number
}

type Known = Pick<APIApplicationCommand, 'id' | 'name'> & { readonly type?: number }

/**
 * Brings the commands of an application, in one guild or everywhere, to what the declarations say, and sends only
 * what changed: Discord allows 200 new commands a day, and a command that is sent again forgets nobody's settings
 * only if it is the same.
 */
export async function registerCommands(options: {
  readonly rest: REST
  readonly applicationId: string
  readonly declarations: readonly RESTPostAPIApplicationCommandsJSONBody[]
  readonly guildId?: string
}): Promise<Registered> {
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
  const known = (await rest.get(all)) as readonly Known[] // Discord's own answer (discord-api-types: APIApplicationCommand[])

  const found = (declaration: RESTPostAPIApplicationCommandsJSONBody) =>
    known.find((command) => sameCommand(command, declaration))
  const created = declarations.filter((declaration) => found(declaration) === undefined)
  const updated = declarations.filter((declaration) => {
    const command = found(declaration)
    return command !== undefined && !isAs(declaration, command)
  })
  const removed = known.filter((command) => !declarations.some((declaration) => sameCommand(command, declaration)))
  const unchanged = declarations.length - created.length - updated.length

  if (created.length + updated.length + removed.length > most) {
    // Many at once go in one piece: commands may be written five times in twenty seconds. Discord knows those that
    // stay by their names and keeps their ids and settings.
    await rest.put(all, { body: declarations })
  } else {
    for (const declaration of created) await rest.post(all, { body: declaration })
    for (const declaration of updated) await rest.patch(one(found(declaration)?.id ?? ''), { body: declaration })
    for (const { id } of removed) await rest.delete(one(id))
  }
  return { created: names(created), updated: names(updated), removed: names(removed), unchanged }
}

const names = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => name)

/** Where it is installed and used is said of global commands alone. */
function forOneGuild({
  contexts: _contexts,
  integration_types: _types,
  ...declaration
}: RESTPostAPIApplicationCommandsJSONBody): RESTPostAPIApplicationCommandsJSONBody {
  return declaration
}

/** Changes that are sent one by one. */
const most = 3

const sameCommand = (
  a: Pick<Known, 'name' | 'type'>,
  b: { readonly name: string; readonly type?: number | undefined },
) => a.name === b.name && (a.type ?? 1) === (b.type ?? 1)

/**
 * Whether what Discord has says all that the declaration says. Discord adds fields and fills in defaults, so only
 * what is declared counts; an option that is false is as good as one that is not there.
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
    // An option's list or limit that was taken away must go there as well.
    const gone = [
      'options',
      'choices',
      'min_value',
      'max_value',
      'min_length',
      'max_length',
      'autocomplete',
      'required',
    ].some((key) => Reflect.get(wanted, key) === undefined && !isNothing(Reflect.get(found, key)))
    return declared && !gone
  }
  return wanted === found
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)
