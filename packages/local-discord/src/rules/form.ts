import type { z } from 'zod'
import { type FieldFault, invalidForm } from '../discord-error.ts'

type Issue = z.core.$ZodIssue

/**
 * Reads a request body by a schema. Throws 50035 with Discord's own codes and sentences for each field: https://docs.discord.com/developers/reference#error-messages
 */
export function parseForm<T>(schema: z.ZodType<T>, json: unknown, at: readonly (string | number)[] = []): T {
  const result = schema.safeParse(json, { reportInput: true })
  if (result.success) return result.data
  throw invalidForm(result.error.issues.map((issue) => fault(issue, at)))
}

function fault(issue: Issue, at: readonly (string | number)[]): FieldFault {
  const path = [...at, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))]
  return { path, ...sentence(issue) }
}

function sentence(issue: Issue): { code: string; message: string } {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the others need nothing
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : wrongType(issue.expected)
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
        : { code: 'NUMBER_TYPE_MAX', message: `Value should be less than or equal to ${issue.maximum}.` }
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` }
        : { code: 'NUMBER_TYPE_MIN', message: `Value should be greater than or equal to ${issue.minimum}.` }
    case 'invalid_value':
      return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${issue.values.map(String).join(', ')}}.` }
    case 'invalid_union':
      return {
        code: 'UNION_TYPE_CHOICES',
        message:
          'options' in issue && Array.isArray(issue.options)
            ? `Value of field "${issue.discriminator}" must be one of (${issue.options.join(', ')},).`
            : 'Value does not match any of the allowed types.',
      }
    case 'invalid_format':
      return { code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' }
    case 'custom':
      return {
        code: typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'BASE_TYPE_INVALID',
        message: issue.message,
      }
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message }
  }
}

function wrongType(expected: string): { code: string; message: string } {
  switch (expected) {
    case 'array':
      return { code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' }
    case 'object':
    case 'record':
      return { code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' }
    case 'int':
    case 'number':
      return { code: 'NUMBER_TYPE_COERCE', message: 'Value is not int.' }
    default:
      return { code: 'BASE_TYPE_CONVERT', message: `Could not interpret value as ${expected}.` }
  }
}

/** Inside components, embeds and commands Discord treats a null field as absent. */
export function withoutNulls(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withoutNulls)
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, withoutNulls(value)]),
  )
}
