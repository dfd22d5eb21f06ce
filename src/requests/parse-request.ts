import type { z } from 'zod'
import { UserError } from '#src/errors.ts'
import { drawRequest, type DrawRequest } from './draw-request.ts'

/**
 * Parses a request from untrusted data.
 *
 * @throws UserError `bad-request` with a sentence about the first problem
 */
export function parseRequest(input: unknown): DrawRequest {
  const parsed = drawRequest.safeParse(input)
  if (parsed.success) return parsed.data
  throw userErrorOf(parsed.error, input)
}

/**
 * Turns zod's issues into one sentence for people: "`steps` must be a whole number from 1 to 1000; you gave 0."
 *
 * The schemas word their messages in two ways. A message that begins with "must" is completed with the setting's name and
 * the given value. A message that ends with a full stop is a sentence already. It does not repeat the value, which may be
 * a secret.
 */
export function userErrorOf(error: z.ZodError, input: unknown, code = 'bad-request'): UserError {
  const [first] = error.issues
  if (first === undefined) return new UserError(code, 'The request cannot be read.')
  const issue = deepest(first)
  const path = issue.path.map(String).join('.')
  return new UserError(code, sentence(issue, valueAt(input, issue.path)), { path })
}

function sentence(issue: z.core.$ZodIssue, given: unknown): string {
  const name = nameOf(issue.path)
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys
    return issue.path.length === 0 ? `There is no setting \`${key}\` here.` : `${name} has no setting \`${key}\`.`
  }
  if (given === undefined) {
    return issue.message.startsWith('must be') ? `${name} is missing; it ${issue.message}.` : `${name} is missing.`
  }
  if (issue.message.startsWith('must')) return `${name} ${issue.message}; you gave ${shown(given)}.`
  if (issue.message.endsWith('.')) return issue.message
  return `${name} cannot be ${shown(given)} (${issue.message.toLowerCase()}).`
}

/** The name by which people know a setting. They see "prompt 1" or "the view of prompt 1", never the names of the lists that hold them. */
function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'The request'
  const [list, index, part, setting] = path
  if ((list === 'readings' || list === 'parts') && typeof index === 'number') {
    if (part === 'prompt') return `Prompt ${index + 1}`
    const view = `view of prompt ${index + 1}`
    if (part === 'view')
      return setting === undefined || setting === 'name' ? `The ${view}` : `\`${String(setting)}\` of the ${view}`
  }
  if (list === 'of') return nameOf(path.slice(1))
  if (list === 'axes' && typeof index === 'number')
    return typeof setting === 'number' ? `Value ${setting + 1} of setting ${index + 1}` : `Setting ${index + 1}`
  const last = path.at(-1)
  if (typeof last === 'number') return `Value ${last + 1} of ${nameOf(path.slice(0, -1))}`
  return `\`${path.map(String).join('.')}\``
}

/** A union reports one list of issues per option. If exactly one option matched further than the others, its first issue is used. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue
  const candidates = issue.errors.flatMap((issues) => issues.slice(0, 1)).filter((inner) => inner.path.length > 0)
  const [inner] = candidates
  if (inner === undefined || candidates.length > 1) return issue
  return deepest({ ...inner, path: [...issue.path, ...inner.path] })
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  )
}

/** The given value, shortened to fit into a sentence. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value.length > 40 ? `${value.length} characters` : JSON.stringify(value)
  if (Array.isArray(value)) return `${value.length} of them`
  if (typeof value === 'object' && value !== null) return 'something else'
  return String(value)
}
