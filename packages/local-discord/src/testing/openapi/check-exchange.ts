import { readFileSync } from 'node:fs'
import type { ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Exchange } from '../../faults.ts'
import { corrections, undocumented } from './allowances.ts'

/** The parts of Discord's OpenAPI file that are read here. */
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown } | undefined>> }
  readonly responses: Readonly<
    Record<
      string,
      { readonly content?: Readonly<Record<string, { readonly schema: unknown } | undefined>> } | undefined
    >
  >
}
interface Spec {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>> | undefined>>
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties?: Record<string, unknown> } | undefined>>
  }
}

const SPEC_ID = 'discord'
let loaded: { readonly spec: Spec; readonly ajv: Ajv2020 } | null = null
const compiled = new Map<string, ValidateFunction>()

/** Read once, when the first exchange is checked, because the file is over a megabyte. */
function load() {
  if (loaded !== null) return loaded
  const spec = JSON.parse(readFileSync(new URL('discord-openapi.json', import.meta.url), 'utf8')) as Spec
  for (const { schema, property, value } of corrections) {
    const properties = spec.components.schemas[schema]?.properties
    if (properties?.[property] === undefined) throw new Error(`the file has no ${schema}.${property} to correct`)
    properties[property] = value
  }
  const ajv = new Ajv2020({ strict: false, inlineRefs: false, code: { optimize: false } })
  for (const format of ['int32', 'int64', 'double', 'nonce', 'uri']) ajv.addFormat(format, true)
  ajv.addFormat('snowflake', /^(0|[1-9]\d{0,19})$/)
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)
  ajv.addSchema({ components: spec.components }, SPEC_ID)
  loaded = { spec, ajv }
  return loaded
}

/** Schemas are compiled when they are first needed. Their `$ref`s point into the file. */
function validator(pointer: string): ValidateFunction {
  const known = compiled.get(pointer)
  if (known !== undefined) return known
  const { spec, ajv } = load()
  const schema = pointer
    .split('/')
    .reduce<unknown>((node, key) => (isRecord(node) ? node[unescape(key)] : undefined), spec as unknown)
  const validate = ajv.compile(rebase(schema) as object)
  compiled.set(pointer, validate)
  return validate
}

const escape = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
const unescape = (key: string) => key.replaceAll('~1', '/').replaceAll('~0', '~')

/** Rewrites local references to the id under which ajv knows the file. */
function rebase(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(rebase)
  if (!isRecord(schema)) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? `${SPEC_ID}${value}` : rebase(value),
    ]),
  )
}

/**
 * Where a request or its answer does not match Discord's OpenAPI description. Empty if all is well. A request that the
 * server refused is not checked, because being wrong may have been its purpose.
 */
export function checkExchange(exchange: Exchange): readonly string[] {
  const name = `${exchange.method} ${exchange.path}`
  if (exchange.route === null) return [`${name} is not an address that this Discord knows`]
  const { spec } = load()
  const path = specPath(spec, exchange)
  const operation = path === null ? undefined : spec.paths[path]?.[exchange.method.toLowerCase()]
  if (path === null || operation === undefined) {
    return undocumented.has(`${exchange.method} ${exchange.route}`) ? [] : [`${name} is not described`]
  }
  const at = `paths/${escape(path)}/${exchange.method.toLowerCase()}`
  const faults: string[] = []
  if (exchange.status < 400 && exchange.json !== undefined) {
    const schema = operation.requestBody?.content['application/json']
    if (schema === undefined) faults.push(`${name}: a body where none is described`)
    else faults.push(...run(`${at}/requestBody/content/application~1json/schema`, exchange.json, `${name} request`))
  }
  faults.push(...checkAnswer(operation, at, exchange, name))
  return faults
}

function checkAnswer(operation: Operation, at: string, { status, answer }: Exchange, name: string): readonly string[] {
  if (status >= 500) return []
  const error = status === 429 ? 'ClientRatelimitedResponse' : 'ClientErrorResponse'
  if (status >= 400) {
    return run(`components/responses/${error}/content/application~1json/schema`, answer, `${name} answer ${status}`)
  }
  const described = operation.responses[String(status)]
  if (described === undefined) return [`${name}: status ${status} is not described`]
  if (described.content === undefined) return answer === undefined ? [] : [`${name}: an answer where none is described`]
  return run(`${at}/responses/${status}/content/application~1json/schema`, answer, `${name} answer ${status}`)
}

function run(pointer: string, value: unknown, name: string): readonly string[] {
  const validate = validator(pointer)
  const plain: unknown = JSON.parse(JSON.stringify(value))
  if (validate(plain)) return []
  const faults = (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message ?? ''}`)
  return [`${name}: ${faults.join('; ')}`]
}

/** Routes are named as in the documentation. The file has `@original` besides `{message_id}`. */
function specPath(spec: Spec, { route, path }: Exchange): string | null {
  if (route === null) return null
  const original = route.replace('{message_id}', '@original')
  if (decodeURIComponent(path).endsWith('/@original') && spec.paths[original] !== undefined) return original
  return spec.paths[route] === undefined ? null : route
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
