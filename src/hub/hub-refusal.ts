import { faultsOf, UserError } from '#src/errors.ts'
import { hubRefused as words } from '#src/messages/hub-refusals.ts'
import { networkCodes } from '#src/network-codes.ts'

/** The facts that sentences about a refusal name. */
export interface HubPlace {
  /** The address of the hub without a slash at its end. */
  readonly endpoint: string
  /** `OWNER/NAME`. */
  readonly repository: string
  readonly revision: string
  /** Where the token comes from, for people: `HF_TOKEN`, or a file. Undefined without a token. */
  readonly tokenSource: string | undefined
}

/** An unsuccessful answer of the hub, with the headers that say why. */
export class HubAnswer extends Error {
  override readonly name = 'HubAnswer'
  readonly status: number
  /** `X-Error-Code`: `GatedRepo`, `RepoNotFound`, `RevisionNotFound`, `EntryNotFound`. */
  readonly reason: string | undefined
  /** Seconds until the hub accepts requests again, if it says so. */
  readonly retryAfter: number | undefined

  constructor(status: number, reason: string | undefined, message: string, retryAfter: number | undefined) {
    super(message)
    this.status = status
    this.reason = reason
    this.retryAfter = retryAfter
  }
}

/** Reads why the hub refused. The body is read only where the header with the message is missing. */
export async function readRefusal(response: Response): Promise<HubAnswer> {
  const { status, headers } = response
  const message = headers.get('x-error-message') ?? (await response.text().catch(() => '')).slice(0, 1000)
  return new HubAnswer(status, headers.get('x-error-code') ?? undefined, message, secondsToWait(headers))
}

/** `Retry-After: 30`, or the hub's own `RateLimit: "api";r=0;t=30`. */
function secondsToWait(headers: Headers): number | undefined {
  const text = headers.get('retry-after') ?? /\bt=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]
  const seconds = Number(text ?? NaN)
  return Number.isFinite(seconds) ? Math.ceil(seconds) : undefined
}

/** A failed request as a sentence for people. Any other error is returned as it is. */
export function hubFault(error: unknown, place: HubPlace, path?: string): unknown {
  if (error instanceof UserError) return error
  if (error instanceof HubAnswer) return ofAnswer(error, place, path)
  for (const { code } of faultsOf(error)) {
    if (code !== undefined && networkCodes.has(code)) {
      return new UserError('hub-unreachable', words.unreachable(place.endpoint), { code }, { cause: error })
    }
  }
  return neverSent(error) ? notSent(error, place) : error
}

/** Whether `fetch` itself gave up, say over a certificate. Its own message says only that. */
function neverSent(error: unknown): boolean {
  return [...faultsOf(error)].some(({ message }) => message === 'fetch failed')
}

function notSent(error: unknown, { endpoint }: HubPlace): UserError {
  const { code, message = '' } = [...faultsOf(error)].at(-1) ?? {}
  return new UserError('hub-unreachable', words.notSent(endpoint, message), { code }, { cause: error })
}

/** Whether the failure may pass by itself. */
export function isPassing(error: unknown): boolean {
  if (error instanceof HubAnswer) return error.status === 429 || error.status >= 500
  return [...faultsOf(error)].some(({ code }) => code !== undefined && networkCodes.has(code))
}

function ofAnswer(answer: HubAnswer, place: HubPlace, path: string | undefined): UserError {
  const [code, sentence] = sentenceOf(answer, place, path)
  const { status, reason } = answer
  return new UserError(code, sentence, { status, reason, repository: place.repository }, { cause: answer })
}

function sentenceOf(
  { status, reason, message, retryAfter }: HubAnswer,
  { endpoint, repository, revision, tokenSource }: HubPlace,
  path: string | undefined,
): readonly [code: string, sentence: string] {
  const page = `${endpoint}/${repository}`
  const tokens = `${endpoint}/settings/tokens`
  if (status === 429) return ['hub-rate-limit', words.rateLimited(retryAfter, tokens)]
  if (status >= 500) return ['hub-down', words.down(endpoint, status)]
  if (/fine-grained token/i.test(message)) return ['hub-token-too-narrow', words.tokenTooNarrow(tokens)]
  if (status === 401 && tokenSource !== undefined && reason !== 'GatedRepo') {
    return ['hub-token', words.token(tokenSource, tokens)]
  }
  if (reason === 'GatedRepo' || status === 403) {
    if (tokenSource === undefined) return ['hub-no-token', words.noToken(repository, page, tokens)]
    if (/await|pending/i.test(message)) return ['hub-access-pending', words.pending(repository, page)]
    if (/reject/i.test(message)) return ['hub-access-rejected', words.rejected(repository, page)]
    return ['hub-no-access', words.notAccepted(repository, page)]
  }
  if (reason === 'RevisionNotFound') return ['hub-no-revision', words.noRevision(repository, revision, page)]
  if (reason === 'EntryNotFound') return ['hub-no-file', words.noFile(repository, path ?? 'a file', page)]
  // Without a token, the hub answers 401 for a repository that does not exist, as it does for a private one.
  if (reason === 'RepoNotFound' || status === 401) return ['hub-no-repository', words.noRepository(repository, page)]
  return ['hub-strange', words.notTheHub(endpoint)]
}
