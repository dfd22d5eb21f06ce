import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ServerType } from '@hono/node-server'
import { type WebSocket, WebSocketServer } from 'ws'
import type { ServerContext } from '../server-context.ts'
import { type Guard, requestOriginOf } from './guard.ts'

/** Upgrades: `/gateway` for the bot, `/local/events` for people. */
export function attachSockets(server: ServerType, context: ServerContext, guard: Guard): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refuse = (status: string) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
    const verdict = guard.check(requestOriginOf(request))
    if (verdict === 'no-token') return refuse('401 Unauthorized')
    if (verdict === 'wrong-host' || verdict === 'wrong-origin') return refuse('403 Forbidden')
    const url = new URL(request.url ?? '/', 'http://localhost')
    // READY names the gateway without a trailing slash, but clients may add one.
    const path = url.pathname.replace(/\/$/, '')
    if (path === '/gateway') return upgrade(sockets, request, socket, head, context.gateway.accept)
    if (path === '/local/events') {
      const personId = url.searchParams.get('as') ?? ''
      if (!context.world.people.has(personId)) return refuse('404 Not Found')
      const origin = `http://${request.headers.host ?? ''}`
      return upgrade(sockets, request, socket, head, (client) => subscribePerson(context, client, personId, origin))
    }
    return refuse('404 Not Found')
  })
  return {
    close() {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
    },
  }
}

function upgrade(
  sockets: WebSocketServer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  then: (client: WebSocket) => void,
): void {
  sockets.handleUpgrade(request, socket, head, then)
}

/** Sends events to one person's page. */
function subscribePerson(context: ServerContext, client: WebSocket, personId: string, origin: string): void {
  const leave = context.viewers.subscribe({ personId, origin }, (event) => {
    if (client.readyState === client.OPEN) client.send(JSON.stringify(event))
  })
  client.on('close', leave)
  client.on('error', () => client.terminate())
}
