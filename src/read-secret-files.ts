import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { UserError } from './errors.ts'

/** The variables that hold a secret. Each may be read from the file that NAME_FILE names, as Docker and systemd provide it. */
export const secretVariables = ['DISCORD_TOKEN', 'LOCAL_ACCESS_TOKEN', 'QUEUE_URL', 'DATABASE_URL'] as const

/**
 * Fills in the secrets that are kept in files.
 *
 * @param given the variables that are set
 * @param directory the folder that relative paths start from
 * @throws UserError `bad-configuration`, which names the file and never its content
 */
export function readSecretFiles(
  given: Readonly<Record<string, string | undefined>>,
  directory: string,
): Record<string, string | undefined> {
  const values = { ...given }
  for (const name of secretVariables) {
    const file = given[`${name}_FILE`]
    if (file === undefined) continue
    if (given[name] !== undefined)
      throw new UserError('bad-configuration', `${name} and ${name}_FILE are both set; remove one of them.`)
    values[name] = readSecret(`${name}_FILE`, resolve(directory, file.trim()))
  }
  return values
}

function readSecret(name: string, path: string): string {
  let secret
  try {
    secret = readFileSync(path, 'utf8').trim()
  } catch (error) {
    const sentence = `The file ${path} that ${name} names cannot be read; check that it exists, and its permissions.`
    throw new UserError('bad-configuration', sentence, {}, { cause: error })
  }
  if (secret === '')
    throw new UserError('bad-configuration', `The file ${path} that ${name} names is empty; write the secret into it.`)
  return secret
}
