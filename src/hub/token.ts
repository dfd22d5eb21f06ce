import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, UserError } from '#src/errors.ts'
import { hubRefused as words } from '#src/messages/hub-refusals.ts'

/** A token of the hub, and the place where it was found, for people. */
export interface HubToken {
  readonly value: string
  readonly source: string
}

export type Environment = Readonly<Record<string, string | undefined>>

const defaultEndpoint = 'https://huggingface.co'

/**
 * The address of the hub: `HF_ENDPOINT` or huggingface.co, without a slash at its end.
 *
 * @throws UserError `hub-endpoint`
 */
export function endpointOf({ HF_ENDPOINT: given = '' }: Environment): string {
  if (given.trim() === '') return defaultEndpoint
  const url = URL.canParse(given.trim()) ? new URL(given.trim()) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UserError('hub-endpoint', words.endpoint(given), { given })
  return url.href.replace(/\/+$/, '')
}

function hubHome({ HF_HOME: own, XDG_CACHE_HOME: cache }: Environment, home: string): string {
  return own || join(cache || join(home, '.cache'), 'huggingface')
}

/** The cache of Hugging Face's own tools: `HF_HUB_CACHE`, else a folder in `HF_HOME`. */
export function hubCacheOf(environment: Environment, home: string): string {
  return environment['HF_HUB_CACHE'] || join(hubHome(environment, home), 'hub')
}

/**
 * Finds a token as Hugging Face's own tools do: `HF_TOKEN` (or its older name), else the file that `hf auth login` writes, at
 * `HF_TOKEN_PATH` or in `HF_HOME`.
 *
 * @throws UserError `hub-token-file` where the file cannot be read, `hub-token-shape` where it is no token
 */
export async function findToken(environment: Environment, home: string): Promise<HubToken | undefined> {
  for (const name of ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN']) {
    const value = environment[name]?.trim()
    if (value) return checked({ value, source: name }, environment)
  }
  const file = environment['HF_TOKEN_PATH'] || join(hubHome(environment, home), 'token')
  try {
    const value = (await readFile(file, 'utf8')).trim()
    return value === '' ? undefined : checked({ value, source: file }, environment)
  } catch (error) {
    if (error instanceof UserError || codeOf(error) === undefined) throw error
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    throw new UserError(
      'hub-token-file',
      words.tokenFile(file, codeOf(error) ?? 'unreadable'),
      { file },
      { cause: error },
    )
  }
}

/** Checks the form of a token. A line break or a space in it would otherwise fail deep inside the request. */
export function checked(token: HubToken, environment: Environment): HubToken {
  if (/^hf_[\w-]+$/.test(token.value)) return token
  throw new UserError('hub-token-shape', words.tokenShape(token.source, `${endpointOf(environment)}/settings/tokens`))
}
