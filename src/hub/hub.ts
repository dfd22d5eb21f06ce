import { listFiles, modelInfo } from '@huggingface/hub'
import { z } from 'zod'
import { UserError } from '#src/errors.ts'
import { hubRefused as words } from '#src/messages/hub-refusals.ts'
import { hubFault, type HubPlace, isPassing, HubAnswer, readRefusal } from './hub-refusal.ts'
import type { Repository, RepositoryFile } from './repository.ts'
import type { HubToken } from './token.ts'

export interface HubOptions {
  /** The address of the hub without a slash at its end. */
  readonly endpoint: string
  readonly token: HubToken | undefined
  readonly signal: AbortSignal
  /** Waits some milliseconds between two tries. Rejects when the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** The Hugging Face hub, or a mirror of it. Every failure is a `UserError` with the address of the page that helps. */
export interface Hub {
  readonly endpoint: string
  /** @throws UserError `hub-…` */
  describe(name: string, revision: string): Promise<Repository>
  /** The text of a small file. @throws UserError `hub-…` */
  readText(repository: Repository, path: string): Promise<string>
  /**
   * Opens a file from a byte on. A proxy that ignores ranges may still send it from 0, which `start` says.
   *
   * @throws UserError `hub-…`
   */
  open(repository: Repository, path: string, from: number): Promise<{ readonly start: number; readonly body: Body }>
  /** Whether a failure of reading a body may pass by itself. */
  readonly mayPass: (error: unknown) => boolean
  readonly wait: (milliseconds: number) => Promise<void>
}

type Body = AsyncIterable<Uint8Array>

const info = z.object({
  sha: z.string(),
  gated: z.union([z.boolean(), z.string()]).default(false),
  cardData: z
    .object({
      license: z.union([z.string(), z.array(z.string())]).optional(),
      license_name: z.string().optional(),
      license_link: z.string().optional(),
    })
    .nullish(),
})

/** Milliseconds between the tries of a request whose failure may pass. */
const pauses = [500, 2000, 8000]
/** The maximum seconds to wait if the hub asks for it. */
const maxWait = 60

export function createHub(options: HubOptions): Hub {
  return new HuggingFaceHub(options)
}

class HuggingFaceHub implements Hub {
  readonly #options: HubOptions
  readonly mayPass = isPassing

  constructor(options: HubOptions) {
    this.#options = options
  }

  get endpoint(): string {
    return this.#options.endpoint
  }

  async describe(name: string, revision: string): Promise<Repository> {
    const { endpoint } = this.#options
    return this.#explain(this.#placeOf(name, revision), undefined, async () => {
      const shared = { hubUrl: endpoint, ...this.#access() }
      const described = info.parse(
        await modelInfo({ name, revision, additionalFields: ['sha', 'cardData'], ...shared }),
      )
      const files: RepositoryFile[] = []
      for await (const entry of listFiles({ repo: name, revision: described.sha, recursive: true, ...shared })) {
        if (entry.type !== 'file') continue
        const { path, size, oid, lfs } = entry
        // Some hubs prefix the LFS checksum with its algorithm.
        if (lfs !== undefined) {
          files.push({
            path,
            size: lfs.size,
            checksum: { algorithm: 'sha256', value: lfs.oid.replace(/^sha256:/, '') },
          })
        } else if (oid !== undefined) {
          files.push({ path, size, checksum: { algorithm: 'git-sha1', value: oid } })
        }
      }
      const { license, license_name, license_link } = described.cardData ?? {}
      return {
        name,
        commit: described.sha,
        gated: described.gated !== false,
        licence: license_name ?? [license].flat()[0],
        licenceUrl: license_link !== undefined && URL.canParse(license_link) ? license_link : undefined,
        files,
      }
    })
  }

  async readText(repository: Repository, path: string): Promise<string> {
    return this.#explain(this.#placeOf(repository.name, repository.commit), path, async () => {
      return (await this.#fetch(this.#addressOf(repository, path))).text()
    })
  }

  async open(repository: Repository, path: string, from: number) {
    return this.#explain(this.#placeOf(repository.name, repository.commit), path, async () => {
      const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {}
      const { status, body, headers: answered } = await this.#fetch(this.#addressOf(repository, path), { headers })
      if (body === null) throw new UserError('hub-strange', words.notTheHub(this.endpoint))
      const start = Number(/^bytes (\d+)-/.exec(answered.get('content-range') ?? '')?.[1] ?? NaN)
      if (status === 206 && start !== from) throw new UserError('hub-strange', words.notTheHub(this.endpoint))
      return { start: status === 206 ? from : 0, body }
    })
  }

  wait(milliseconds: number): Promise<void> {
    return this.#options.wait(milliseconds, this.#options.signal)
  }

  #addressOf({ name, commit }: Repository, path: string): string {
    return `${this.endpoint}/${name}/resolve/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`
  }

  #placeOf(repository: string, revision: string): HubPlace {
    return { endpoint: this.endpoint, repository, revision, tokenSource: this.#options.token?.source }
  }

  /** The options that make the hub's library send its requests through `#fetch`. */
  #access() {
    const { token } = this.#options
    const through: typeof fetch = (address, init) => this.#fetch(address, init)
    return { fetch: through, ...(token !== undefined && { accessToken: token.value }) }
  }

  /** Sends a request, and repeats it while its failure may pass. @throws HubAnswer */
  async #fetch(address: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<Response> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#fetchOnce(address, init)
      } catch (error) {
        this.#options.signal.throwIfAborted()
        const pause = pauses[attempt]
        const asked = error instanceof HubAnswer ? error.retryAfter : undefined
        if (pause === undefined || !isPassing(error) || (asked ?? 0) > maxWait) throw error
        await this.wait(asked === undefined ? pause : asked * 1000)
      }
    }
  }

  async #fetchOnce(address: Parameters<typeof fetch>[0], init: RequestInit): Promise<Response> {
    const { token, signal } = this.#options
    const headers = new Headers(init.headers)
    if (token !== undefined) headers.set('authorization', `Bearer ${token.value}`)
    // Ranges of a compressed body are useless.
    headers.set('accept-encoding', 'identity')
    const response = await fetch(address, { ...init, headers, signal })
    if (!response.ok) throw await readRefusal(response)
    return response
  }

  async #explain<Result>(place: HubPlace, path: string | undefined, run: () => Promise<Result>): Promise<Result> {
    try {
      return await run()
    } catch (error) {
      this.#options.signal.throwIfAborted()
      if (error instanceof z.ZodError || error instanceof SyntaxError) {
        throw new UserError('hub-strange', words.notTheHub(this.endpoint), {}, { cause: error })
      }
      throw hubFault(error, place, path)
    }
  }
}
