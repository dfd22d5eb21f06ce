import type { IncomingMessage } from 'node:http'
import type { HubRepository } from './hub-repository.ts'

/** What a token may do. */
export interface HubAccount {
  /** The gated repositories whose conditions the person has accepted, or `all`. */
  readonly accepted: readonly string[] | 'all'
  /** A fine-grained token without the right to read gated repositories. */
  readonly narrow?: boolean
  /** Requests for access that are not answered yet, or were refused. */
  readonly pending?: readonly string[]
  readonly rejected?: readonly string[]
}

/** A refusal as the hub gives it: a status, a code and a message. */
export interface HubRefusal {
  readonly status: number
  readonly code: string | undefined
  readonly message: string
}

/** Who asks: an account, nobody, or a token that the hub does not know. */
export function accountOf(
  { headers }: IncomingMessage,
  accounts: ReadonlyMap<string, HubAccount>,
): HubAccount | undefined | HubRefusal {
  const [, token] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? []
  if (token === undefined) return undefined
  return (
    accounts.get(token) ?? {
      status: 401,
      code: undefined,
      message: 'Invalid credentials in Authorization header',
    }
  )
}

/** Why somebody may not know of a repository. */
export function listingRefusal(
  repository: HubRepository | undefined,
  account: HubAccount | undefined,
): HubRefusal | undefined {
  const allowed =
    account?.accepted === 'all' || (repository !== undefined && account?.accepted.includes(repository.name))
  if (repository !== undefined && (!repository.private || allowed)) return undefined
  // Whether a repository exists is not told to strangers.
  if (account === undefined) {
    return { status: 401, code: 'RepoNotFound', message: 'Invalid username or password.' }
  }
  return { status: 404, code: 'RepoNotFound', message: 'Repository not found' }
}

/** Why somebody may not have the files of a repository. */
export function contentRefusal(repository: HubRepository, account: HubAccount | undefined): HubRefusal | undefined {
  const { name, gated } = repository
  if (gated === false) return undefined
  const refusal = (status: number, message: string): HubRefusal => ({ status, code: 'GatedRepo', message })
  if (account === undefined) {
    return refusal(
      401,
      `Access to model ${name} is restricted. You must have access to it and be authenticated to access it. Please log in.`,
    )
  }
  if (account.narrow === true) {
    return refusal(
      403,
      'Please enable access to public gated repositories in your fine-grained token settings to view this repository.',
    )
  }
  if (account.pending?.includes(name) === true) {
    return refusal(403, `Your request to access model ${name} is awaiting a review from the repo authors.`)
  }
  if (account.rejected?.includes(name) === true) {
    return refusal(403, `Your request to access model ${name} has been rejected by the repo's authors.`)
  }
  if (account.accepted === 'all' || account.accepted.includes(name)) return undefined
  return refusal(
    403,
    `Access to model ${name} is restricted and you are not in the authorized list. Visit https://huggingface.co/${name} to ask for access.`,
  )
}
