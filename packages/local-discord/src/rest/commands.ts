import { type APIApplicationCommand, ApplicationIntegrationType, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { discordError } from '../discord-error.ts'
import type { Parts } from '../parts.ts'
import type { CommandForm } from '../rules/command-shapes.ts'
import { MAX_COMMANDS, readCommand, typedOptions } from '../rules/commands.ts'
import { parseForm } from '../rules/form.ts'
import { showWorld } from '../world/show-world.ts'
import { z } from 'zod'
import { type ApiRequest, type Handler, type Route, created, del, get, none, ok, patch, post, put } from './route.ts'

/** Null for the commands of every guild. */
type Scope = string | null

function scopeOf(parts: Parts, request: ApiRequest): Scope {
  if (request.param('application_id') !== parts.world.applicationId) {
    throw discordError(RESTJSONErrorCodes.UnknownApplication)
  }
  const guildId = request.param('guild_id')
  if (guildId === '') return null
  if (parts.world.guilds.get(guildId)?.botInstalled !== true) throw discordError(RESTJSONErrorCodes.MissingAccess)
  return guildId
}

function inScope({ world }: Parts, scope: Scope): APIApplicationCommand[] {
  return [...world.commands.values()].filter((command) => (command.guild_id ?? null) === scope)
}

function find(parts: Parts, request: ApiRequest): APIApplicationCommand {
  const scope = scopeOf(parts, request)
  const command = parts.world.commands.get(request.param('command_id'))
  if (command === undefined || (command.guild_id ?? null) !== scope) {
    throw discordError(RESTJSONErrorCodes.UnknownApplicationCommand)
  }
  return command
}

function make(parts: Parts, form: CommandForm, scope: Scope, id: string): APIApplicationCommand {
  const options = typedOptions(form)
  return {
    id,
    application_id: parts.world.applicationId,
    version: parts.nextId(),
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

function changed(parts: Parts): void {
  parts.audience.tell(() => ({ type: 'world', world: showWorld(parts) }))
}

function checkRoom(commands: readonly Pick<APIApplicationCommand, 'type'>[]): void {
  for (const [type, most] of Object.entries(MAX_COMMANDS)) {
    // oxlint-disable-next-line typescript/no-unsafe-enum-comparison -- numbers of the API's own
    if (commands.filter((command) => command.type === Number(type)).length > most) {
      throw discordError(RESTJSONErrorCodes.MaximumNumberOfApplicationCommandsReached)
    }
  }
}

const list: Handler = (parts, request) => {
  const commands = inScope(parts, scopeOf(parts, request))
  if (request.query.get('with_localizations') === 'true') return ok(commands)
  return ok(
    commands.map(({ name_localizations: _names, description_localizations: _descriptions, ...command }) => command),
  )
}

/** Replaces every command; those that stay the same in name and type keep their ids. */
const overwrite: Handler = (parts, request) => {
  const scope = scopeOf(parts, request)
  const old = inScope(parts, scope)
  const forms = parseForm(z.array(z.unknown()), request.json).map((json, index) => readCommand(json, [index]))
  checkRoom(forms)
  for (const { id } of old) parts.world.commands.delete(id)
  const commands = forms.map((form) => {
    const known = old.find(({ name, type }) => name === form.name && type === form.type)
    return make(parts, form, scope, known?.id ?? parts.nextId())
  })
  for (const command of commands) parts.world.commands.set(command.id, command)
  changed(parts)
  return ok(commands)
}

/** A command of the same name and type is replaced, and answered with 200 instead of 201. */
const create: Handler = (parts, request) => {
  const scope = scopeOf(parts, request)
  const form = readCommand(request.json)
  const known = inScope(parts, scope).find(({ name, type }) => name === form.name && type === form.type)
  if (known === undefined) checkRoom([...inScope(parts, scope), form])
  const command = make(parts, form, scope, known?.id ?? parts.nextId())
  parts.world.commands.set(command.id, command)
  changed(parts)
  return known === undefined ? created(command) : ok(command)
}

const edit: Handler = (parts, request) => {
  const known = find(parts, request)
  const change = typeof request.json === 'object' && request.json !== null ? request.json : {}
  const form = readCommand({ ...known, ...change, type: known.type })
  const command = make(parts, form, known.guild_id ?? null, known.id)
  parts.world.commands.set(command.id, command)
  changed(parts)
  return ok(command)
}

const remove: Handler = (parts, request) => {
  parts.world.commands.delete(find(parts, request).id)
  changed(parts)
  return none()
}

const one: Handler = (parts, request) => ok(find(parts, request))

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
  get('/applications/{application_id}/guilds/{guild_id}/commands/permissions', (parts, request) => {
    scopeOf(parts, request)
    return ok([])
  }),
  ...below('/applications/{application_id}/commands'),
  ...below('/applications/{application_id}/guilds/{guild_id}/commands'),
]
