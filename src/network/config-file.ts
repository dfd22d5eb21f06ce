import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { UserError } from '#src/errors.ts'

/**
 * Reads a JSON file of a model folder and checks it against a schema.
 *
 * @throws UserError `model-file-missing`, `model-file-unreadable`, or `model-config` with the file, the field and the problem
 */
export async function readConfig<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.infer<Schema>> {
  const json = await readJson(file)
  if (json === undefined) {
    throw new UserError(
      'model-file-missing',
      `The model is incomplete: ${file} is missing; download the folder again.`,
      { file },
    )
  }
  return checkConfig(file, json, schema)
}

/** Like `readConfig`, but returns undefined where the file does not exist. */
export async function readOptionalConfig<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.infer<Schema> | undefined> {
  const json = await readJson(file)
  return json === undefined ? undefined : checkConfig(file, json, schema)
}

/** Like `readConfig` for a text that was read elsewhere. `file` is only used in errors. */
export function parseConfig<Schema extends z.ZodType>(file: string, text: string, schema: Schema): z.infer<Schema> {
  return checkConfig(file, parseJson(file, text), schema)
}

/** Checks the content of a configuration file. `file` is only used in errors. */
function checkConfig<Schema extends z.ZodType>(file: string, json: unknown, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const path = issue?.path ?? []
  const field = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : path.join('.')
  const found = describe(path.reduce<unknown>(child, json))
  const problem =
    issue?.code === 'unrecognized_keys'
      ? `has the field ${field}, which is not supported`
      : `has ${field === '' ? 'a content' : `${field} ${found}`}, which is not supported (${issue?.message ?? 'invalid'})`
  throw new UserError(
    'model-config',
    `The model file ${file} ${problem}; use a DeepFloyd IF model in the diffusers layout.`,
    {
      file,
      field,
    },
  )
}

function child(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function describe(value: unknown): string {
  return value === undefined ? 'missing' : (JSON.stringify(value)?.slice(0, 80) ?? typeof value)
}

/** The parsed file, or undefined where there is none. A broken symbolic link counts as none. */
async function readJson(file: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw new UserError(
      'model-file-unreadable',
      `The model file ${file} cannot be read; check its permissions.`,
      { file },
      { cause: error },
    )
  }
  return parseJson(file, text)
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UserError(
      'model-config',
      `The model file ${file} is not valid JSON; download it again.`,
      { file },
      { cause: error },
    )
  }
}

/** Whether an error of the file system says that the file does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
