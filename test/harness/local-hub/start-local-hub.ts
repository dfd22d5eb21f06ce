import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { accountOf, contentRefusal, type HubAccount, type HubRefusal, listingRefusal } from './hub-access.ts'
import { createFaults, type HubFaultQueue, type HubFaults } from './hub-faults.ts'
import { type HubFile, type HubRepository, sha256, treeEntry } from './hub-repository.ts'

/** A transfer of a file's bytes. */
export interface Transfer {
  readonly path: string
  /** The first byte that was asked for. */
  readonly from: number
  /** The bytes that were sent. */
  readonly bytes: number
}

/** A server that speaks the hub's API as its clients use it. Large files lie on a second server, as on the real hub. */
export interface LocalHub extends HubFaults {
  readonly endpoint: string
  /** Puts a repository there, in place of an earlier one with its name. */
  publish(repository: HubRepository): void
  allow(token: string, account: HubAccount): void
  /** The transfers of contents so far, in order. */
  readonly transfers: Transfer[]
  close(): Promise<void>
}

/** The number of entries on one page of a list of files. */
const pageSize = 5

/** Starts a local hub that ends with the test. */
export async function startLocalHub(): Promise<LocalHub> {
  const repositories = new Map<string, HubRepository>()
  const accounts = new Map<string, HubAccount>()
  const transfers: Transfer[] = []
  const faults = createFaults()

  const store = await listen((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', store.address)
    const [, name = '', hash = ''] = /^\/(.+)\/([0-9a-f]{64})$/.exec(pathname) ?? []
    const file = [...(repositories.get(name)?.files.values() ?? [])].find(({ bytes }) => sha256(bytes) === hash)
    // Object stores refuse signed links that also carry a token.
    if (request.headers.authorization !== undefined) return end(response, 400, 'Only one auth mechanism allowed')
    if (file === undefined || searchParams.get('signature') !== 'valid') return end(response, 403, 'Access denied')
    send(file, request, response, faults, transfers)
  })

  const hub = await listen((request, response) => {
    const { pathname } = new URL(request.url ?? '/', hub.address)
    const fault = faults.nextAnswer(pathname.startsWith('/api/models/') ? 'api' : 'resolve')
    if (fault !== undefined) return end(response, fault.status, 'fault', fault.headers)
    const account = accountOf(request, accounts)
    if (account !== undefined && 'status' in account) return refuse(response, account)
    const [, name = '', revision = '', path = ''] =
      /^\/(?:api\/models\/)?([^/]+\/[^/]+)\/(?:revision|tree|resolve)\/([^/]+)(?:\/(.+))?$/.exec(pathname) ??
      /^\/api\/resolve-cache\/models\/([^/]+\/[^/]+)\/([^/]+)\/(.+)$/.exec(pathname) ??
      []
    const repository = repositories.get(name)
    const hidden = listingRefusal(repository, account)
    if (repository === undefined || hidden !== undefined) {
      return refuse(response, hidden ?? { status: 404, code: 'RepoNotFound', message: 'Repository not found' })
    }
    if (!['main', 'HEAD', repository.commit].includes(decodeURIComponent(revision))) {
      return refuse(response, { status: 404, code: 'RevisionNotFound', message: `Invalid rev id: ${revision}` })
    }
    if (pathname.includes('/revision/')) return json(response, infoOf(repository))
    if (pathname.includes('/tree/')) return list(repository, request, response, hub.address)
    const refusal = contentRefusal(repository, account)
    if (refusal !== undefined) return refuse(response, refusal)
    const file = repository.files.get(decodeURIComponent(path))
    if (file === undefined) return refuse(response, { status: 404, code: 'EntryNotFound', message: 'Entry not found' })
    if (pathname.startsWith('/api/resolve-cache/')) return send(file, request, response, faults, transfers)
    const target = file.lfs
      ? `${store.address}/${name}/${sha256(file.bytes)}?signature=valid`
      : `/api/resolve-cache/models/${name}/${repository.commit}/${path}`
    const headers = { 'x-repo-commit': repository.commit, 'x-linked-size': String(file.bytes.length) }
    end(response, file.lfs ? 302 : 307, '', { location: target, ...headers })
  })

  const close = async (): Promise<void> => {
    await hub.close()
    await store.close()
  }
  onTestFinished(close)
  return {
    ...faults,
    endpoint: hub.address,
    publish: (repository) => void repositories.set(repository.name, repository),
    allow: (token, account) => void accounts.set(token, account),
    transfers,
    close,
  }
}

function infoOf({ name, commit, gated, private: hidden, cardData }: HubRepository) {
  const lastModified = '2023-04-25T00:00:00.000Z'
  return { _id: '644', id: name, sha: commit, private: hidden, gated, cardData, downloads: 1, likes: 1, lastModified }
}

function list({ files }: HubRepository, request: IncomingMessage, response: ServerResponse, address: string): void {
  const url = new URL(request.url ?? '/', address)
  const folders = new Set([...files.keys()].flatMap((path) => path.split('/').slice(0, -1)))
  const entries = [
    ...[...folders].map((path) => ({ type: 'directory', oid: '0'.repeat(40), size: 0, path })),
    ...[...files.values()].map(treeEntry),
  ]
  const from = Number(url.searchParams.get('cursor') ?? 0)
  const headers: Record<string, string> = {}
  if (from + pageSize < entries.length) {
    url.searchParams.set('cursor', String(from + pageSize))
    headers['link'] = `<${url.href}>; rel="next"`
  }
  json(response, entries.slice(from, from + pageSize), headers)
}

/** Sends a file or a range of it, with the faults that are due. */
function send(
  { path, bytes }: HubFile,
  request: IncomingMessage,
  response: ServerResponse,
  faults: HubFaultQueue,
  transfers: Transfer[],
): void {
  const asked = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? NaN)
  const ranged = !Number.isNaN(asked) && !faults.rangesIgnored()
  const from = ranged ? asked : 0
  if (from >= bytes.length && bytes.length > 0) return end(response, 416, 'Range not satisfiable')
  const body = Buffer.from(bytes.subarray(from))
  if (faults.nextCorruption(path) && body.length > 0) body.writeUInt8(body.readUInt8(0) ^ 1, 0)
  const cut = faults.nextCut(path)
  transfers.push({ path, from, bytes: Math.min(body.length, cut ?? Infinity) })
  response.writeHead(ranged ? 206 : 200, {
    'content-length': body.length,
    'accept-ranges': 'bytes',
    ...(ranged && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
  })
  if (cut === undefined) response.end(body)
  else response.write(body.subarray(0, cut), () => setImmediate(() => response.destroy()))
}

function refuse(response: ServerResponse, { status, code, message }: HubRefusal): void {
  end(response, status, JSON.stringify({ error: message }), {
    'content-type': 'application/json',
    ...(code !== undefined && { 'x-error-code': code }),
    'x-error-message': message,
  })
}

function json(response: ServerResponse, content: unknown, headers: Readonly<Record<string, string>> = {}): void {
  end(response, 200, JSON.stringify(content), { 'content-type': 'application/json', ...headers })
}

function end(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, headers).end(body)
}

async function listen(answer: RequestListener): Promise<{ readonly address: string; close(): Promise<void> }> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the server has no port')
  return {
    address: `http://127.0.0.1:${bound.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
