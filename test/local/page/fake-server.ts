import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { WebSocketServer, type WebSocket } from 'ws'
import type { LocalEvent, LocalInteraction, LocalMessage, World } from '#src/local/page-protocol.ts'

/** What reached the fake from the page. */
export interface Received {
  readonly interactions: { readonly interaction: LocalInteraction; readonly files: readonly File[] }[]
  readonly dismissed: string[]
}

export interface FakeServer {
  readonly url: string
  readonly received: Received
  /** Sends an event to everybody who listens as one of these persons; to all without names. */
  emit(event: LocalEvent, as?: readonly string[]): void
  /** Cuts every event stream and refuses new ones until `up`. */
  down(): void
  up(): void
  close(): Promise<void>
}

export interface FakeScript {
  world(): World
  /** All messages of a channel that a person sees, oldest first. */
  messages(channelId: string, as: string): readonly LocalMessage[]
  pictures: ReadonlyMap<string, Uint8Array>
  onInteraction(interaction: LocalInteraction, files: readonly File[], server: FakeServer): void
  onMessage(channelId: string, as: string, content: string, files: readonly File[]): LocalMessage
}

const pageFolder = fileURLToPath(new URL('../../../src/local/page/', import.meta.url))

/** The headers under which the page must work. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Serves the bundled page and plays a script behind it: the page's own double of the local server. */
export async function startFake(script: FakeScript): Promise<FakeServer> {
  const bundle = await build({
    entryPoints: [`${pageFolder}main.tsx`],
    bundle: true,
    write: false,
    outdir: '/',
    format: 'esm',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
  })
  const output = (extension: string): string =>
    bundle.outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? ''
  const assets = new Map([
    ['/', { type: 'text/html; charset=utf-8', body: await readFile(`${pageFolder}index.html`) }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: output('.js') }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: output('.css') }],
  ])
  const received: Received = { interactions: [], dismissed: [] }
  const sockets = new Map<WebSocket, string>()
  let isDown = false

  const fake: FakeServer = {
    url: '',
    received,
    emit(event, as) {
      for (const [socket, person] of sockets) {
        if (as === undefined || as.includes(person)) socket.send(JSON.stringify(event))
      }
    },
    down() {
      isDown = true
      for (const socket of sockets.keys()) socket.terminate()
    },
    up() {
      isDown = false
    },
    async close() {
      for (const socket of sockets.keys()) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://page.test')
    const json = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (isDown) return void response.destroy()
    const asset = assets.get(url.pathname)
    if (asset !== undefined) {
      const headers = { 'content-type': asset.type, 'content-security-policy': policy }
      return void response.writeHead(200, headers).end(asset.body)
    }
    const picture = script.pictures.get(url.pathname)
    if (picture !== undefined) return void response.writeHead(200, { 'content-type': 'image/png' }).end(picture)
    if (url.pathname === '/local/world') return json(200, script.world())
    const channelId = /^\/local\/channels\/(\d+)\/messages$/.exec(url.pathname)?.[1]
    if (channelId !== undefined && request.method === 'GET') {
      const all = script.messages(channelId, url.searchParams.get('as') ?? '')
      const before = url.searchParams.get('before')
      const end = before === null ? all.length : all.findIndex((message) => message.id === before)
      return json(200, all.slice(Math.max(0, end - Number(url.searchParams.get('limit') ?? 50)), end))
    }
    if (channelId !== undefined) {
      const { payload, files } = await readForm(request)
      const { as, content } = payload as { as: string; content: string }
      const message = script.onMessage(channelId, as, content, files)
      fake.emit({ type: 'message', channelId, message })
      return json(200, message)
    }
    if (url.pathname === '/local/interactions') {
      const { payload, files } = await readForm(request)
      const interaction = payload as LocalInteraction
      received.interactions.push({ interaction, files })
      json(202, { id: '1' })
      script.onInteraction(interaction, files, fake)
      return
    }
    const dismissed = /^\/local\/messages\/(\d+)$/.exec(url.pathname)?.[1]
    if (dismissed !== undefined && request.method === 'DELETE') {
      received.dismissed.push(dismissed)
      return void response.writeHead(204).end()
    }
    json(404, { message: 'There is nothing here.' })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  const events = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    if (isDown) {
      socket.destroy()
      return
    }
    events.handleUpgrade(request, socket, head, (client) => {
      sockets.set(client, new URL(request.url ?? '/', 'http://page.test').searchParams.get('as') ?? '')
      client.on('close', () => sockets.delete(client))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(fake, { url: `http://127.0.0.1:${port}/` })
}

async function readForm(request: IncomingMessage): Promise<{ payload: unknown; files: readonly File[] }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const type = request.headers['content-type'] ?? ''
  const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData()
  const files: File[] = []
  for (let index = 0; ; index += 1) {
    const file = form.get(`files[${index}]`)
    if (!(file instanceof File)) break
    files.push(file)
  }
  const payload = form.get('payload_json')
  if (typeof payload !== 'string') throw new Error('The page sent no payload_json.')
  return { payload: JSON.parse(payload), files }
}
