import { type APIApplicationCommand, ApplicationIntegrationType, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { discordError } from '../discord-error.ts'
import type { ServerContext } from '../server-context.ts'
import type { CommandForm } from '../rules/command-shapes.ts'
import { MAX_COMMANDS, readCommand, typedOptions } from '../rules/command-declarations.ts'
import { parseForm } from '../rules/form.ts'
import { serializeWorld } from '../world/serialize-world.ts'
import { z } from 'zod'
import { type ApiRequest, type Handler, type Route, created, del, get, none, ok, patch, post, put } from './route.ts'

/** Null for the commands of every guild. */
type Scope = string | null

function scopeOf(context: ServerContext, request: ApiRequest): Scope {
  if (request.param('application_id') !== context.world.applicationId) {
    throw discordError(RESTJSONErrorCodes.UnknownApplication)
  }
  const guildId = request.param('guild_id')
  if (guildId === '') return null
  if (context.world.guilds.get(guildId)?.botInstalled !== true) throw discordError(RESTJSONErrorCodes.MissingAccess)
  return guildId
}

function inScope({ world }: ServerContext, scope: Scope): APIApplicationCommand[] {
  return [...world.commands.values()].filter((command) => (command.guild_id ?? null) === scope)
}

function find(context: ServerContext, request: ApiRequest): APIApplicationCommand {
  const scope = scopeOf(context, request)
  const command = context.world.commands.get(request.param('command_id'))
  if (command === undefined || (command.guild_id ?? null) !== scope) {
    throw discordError(RESTJSONErrorCodes.UnknownApplicationCommand)
  }
  return command
}

function make(context: ServerContext, form: CommandForm, scope: Scope, id: string): APIApplicationCommand {
  const options = typedOptions(form)
  return {
    id,
    application_id: context.world.applicationId,
    version: context.nextId(),
    type: form.type,
    name: form.name,
    name_localizations: form.name_localizations ?? null,
    description: form.description ?? '',
    description_localizations: ('description_localizations' in form ? form.description_localizations : null) ?? null,
    default_member_permissions: form.default_member_permissions ?? null,
    nsfw: form.nsfw ?? false,
    ...(options.length === 0 ? {} : { options }),
    ...(scope === null
      ? {
          dm_permission: form.dm_permission ?? true,
          contexts: form.contexts ?? null,
          integration_types: form.integration_types ?? [ApplicationIntegrationType.GuildInstall],
        }
      : { guild_id: scope }),
  }
}

function changed(context: ServerContext): void {
  context.viewers.send(() => ({ type: 'world', world: serializeWorld(context) }))
}

function checkRoom(commands: readonly Pick<APIApplicationCommand, 'type'>[]): void {
  for (const [type, max] of Object.entries(MAX_COMMANDS)) {
    // oxlint-disable-next-line typescript/no-unsafe-enum-comparison -- numbers of the API's own
    if (commands.filter((command) => command.type === Number(type)).length > max) {
      throw discordError(RESTJSONErrorCodes.MaximumNumberOfApplicationCommandsReached)
    }
  }
}

const list: Handler = (context, request) => {
  const commands = inScope(context, scopeOf(context, request))
  if (request.query.get('with_localizations') === 'true') return ok(commands)
  return ok(
    commands.map(({ name_localizations: _names, description_localizations: _descriptions, ...command }) => command),
  )
}

/** Replaces all commands. A command with the same name and type keeps its id. */
const overwrite: Handler = (context, request) => {
  const scope = scopeOf(context, request)
  const old = inScope(context, scope)
  const forms = parseForm(z.array(z.unknown()), request.json).map((json, index) => readCommand(json, [index]))
  checkRoom(forms)
  for (const { id } of old) context.world.commands.delete(id)
  const commands = forms.map((form) => {
    const known = old.find(({ name, type }) => name === form.name && type === form.type)
    return make(context, form, scope, known?.id ?? context.nextId())
  })
  for (const command of commands) context.world.commands.set(command.id, command)
  changed(context)
  return ok(commands)
}

/** A command of the same name and type is replaced, and answered with 200 instead of 201. */
const create: Handler = (context, request) => {
  const scope = scopeOf(context, request)
  const form = readCommand(request.json)
  const known = inScope(context, scope).find(({ name, type }) => name === form.name && type === form.type)
  if (known === undefined) checkRoom([...inScope(context, scope), form])
  const command = make(context, form, scope, known?.id ?? context.nextId())
  context.world.commands.set(command.id, command)
  changed(context)
  return known === undefined ? created(command) : ok(command)
}

const edit: Handler = (context, request) => {
  const known = find(context, request)
  const change = typeof request.json === 'object' && request.json !== null ? request.json : {}
  const form = readCommand({ ...known, ...change, type: known.type })
  const command = make(context, form, known.guild_id ?? null, known.id)
  context.world.commands.set(command.id, command)
  changed(context)
  return ok(command)
}

const remove: Handler = (context, request) => {
  context.world.commands.delete(find(context, request).id)
  changed(context)
  return none()
}

const one: Handler = (context, request) => ok(find(context, request))

const below = (base: string): readonly Route[] => [
  get(base, list),
  put(base, overwrite, { rate: 'commands' }),
  post(base, create, { rate: 'commands' }),
  get(`${base}/{command_id}`, one),
  patch(`${base}/{command_id}`, edit, { rate: 'commands' }),
  del(`${base}/{command_id}`, remove),
]

/** https://docs.discord.com/developers/interactions/application-commands#endpoints */
export const commandRoutes: readonly Route[] = [
  get('/applications/{application_id}/guilds/{guild_id}/commands/permissions', (context, request) => {
    scopeOf(context, request)
    return ok([])
  }),
  ...below('/applications/{application_id}/commands'),
  ...below('/applications/{application_id}/guilds/{guild_id}/commands'),
]
