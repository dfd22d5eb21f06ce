import { type APIApplicationCommand, type REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js'

/** What registering came to, by command name. */
export interface Registered {
  readonly created: readonly string[]
  readonly updated: readonly string[]
  readonly removed: readonly string[]
  readonly unchanged: readonly string[]
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
  const { rest, applicationId, declarations, guildId } = options
  const all =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId)
  const one = (id: string) =>
    guildId === undefined
      ? Routes.applicationCommand(applicationId, id)
      : Routes.applicationGuildCommand(applicationId, guildId, id)
  const known = (await rest.get(all)) as readonly Known[] // Discord's own answer (discord-api-types: APIApplicationCommand[])

  const registered = {
    created: [] as string[],
    updated: [] as string[],
    removed: [] as string[],
    unchanged: [] as string[],
  }
  for (const declaration of declarations) {
    const found = known.find((command) => sameCommand(command, declaration))
    if (found === undefined) {
      await rest.post(all, { body: declaration })
      registered.created.push(declaration.name)
    } else if (isAs(declaration, found)) {
      registered.unchanged.push(declaration.name)
    } else {
      await rest.patch(one(found.id), { body: declaration })
      registered.updated.push(declaration.name)
    }
  }
  for (const command of known) {
    if (declarations.some((declaration) => sameCommand(command, declaration))) continue
    await rest.delete(one(command.id))
    registered.removed.push(command.name)
  }
  return registered
}

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
