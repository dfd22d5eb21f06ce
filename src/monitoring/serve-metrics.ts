import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'
import { codeOf, UserError } from '#src/errors.ts'

export interface MetricsServerOptions {
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  readonly registry: Registry
  /** The reasons why this process cannot serve people, one sentence each. Empty while it can. */
  readonly notReady: () => readonly string[]
}

export interface MetricsServer {
  /** `http://127.0.0.1:9464` */
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves `/metrics` for Prometheus, `/healthz` (this process answers) and `/readyz` (it can serve people: 200, else 503 with
 * the reasons). There is no access control, so it belongs on the loopback interface or a private network.
 *
 * @throws UserError `bad-configuration` where the address cannot be used
 */
export async function serveMetrics({ host, port, registry, notReady }: MetricsServerOptions): Promise<MetricsServer> {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'text/plain', 'Use GET.\n')
    if (pathname === '/metrics') return send(response, 200, registry.contentType, await registry.metrics())
    if (pathname === '/healthz') return send(response, 200, 'text/plain', 'ok\n')
    if (pathname === '/readyz') {
      const reasons = notReady()
      const ready = reasons.length === 0
      return send(response, ready ? 200 : 503, 'text/plain', ready ? 'ready\n' : `${reasons.join('\n')}\n`)
    }
    return send(response, 404, 'text/plain', 'There are /metrics, /healthz and /readyz.\n')
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => send(response, 500, 'text/plain', 'The metrics could not be read.\n'))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(host, port, error)))
    server.listen(port, host, resolve)
  })
  // An open page of a dashboard must not keep the process alive.
  server.unref()
  // `listen` on a host and port gives this kind of address.
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  if (response.headersSent) return void response.end()
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}

function cannotListen(host: string, port: number, error: unknown): UserError {
  const why = codeOf(error) === 'EADDRINUSE' ? 'another program uses this port' : 'the address cannot be used'
  const sentence = `METRICS_HOST ${host} and METRICS_PORT ${port} do not work: ${why}; choose another port or host.`
  return new UserError('bad-configuration', sentence, { host, port: String(port) }, { cause: error })
}
