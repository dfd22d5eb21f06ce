import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'

export interface RedisServer {
  readonly url: string
  readonly port: number
  /** Sends the process a signal. `SIGKILL` loses what is not on disk, `SIGSTOP` makes it hang. */
  signal(signal: NodeJS.Signals): void
  /** Starts it anew, on the same port and data, once it has ended. */
  start(): Promise<void>
  /** Ends it. */
  stop(): Promise<void>
  /** Runs a command. */
  command(name: string, ...rest: readonly string[]): Promise<unknown>
}

/** A Redis of its own on a free port, with its data in `folder`. Whoever starts it stops it. */
export async function startRedis(
  folder: string,
  { password, bind = '127.0.0.1' }: { readonly password?: string; readonly bind?: string } = {},
): Promise<RedisServer> {
  const port = await freePort()
  const user = password === undefined ? '' : `:${password}@`
  const url = `redis://${user}127.0.0.1:${port}`
  let server: ChildProcess | undefined

  /** A killed process keeps its port until the system has removed it, which takes its time on a busy machine. */
  async function ended(): Promise<void> {
    if (server !== undefined && server.exitCode === null && server.signalCode === null) await once(server, 'exit')
  }

  async function start(): Promise<void> {
    await ended()
    const args = [
      '--port',
      String(port),
      '--dir',
      folder,
      '--appendonly',
      'yes',
      '--save',
      '',
      '--databases',
      '200',
      '--bind',
      bind,
      '--protected-mode',
      'no',
    ]
    const secret = password === undefined ? [] : ['--requirepass', password]
    server = spawn('redis-server', [...args, ...secret], { stdio: 'ignore' })
    for (let tries = 0; ; tries++) {
      try {
        return void (await command('ping'))
      } catch (error) {
        if (tries > 600 || server.exitCode !== null) throw error
        await sleep(50)
      }
    }
  }

  async function command(name: string, ...rest: readonly string[]): Promise<unknown> {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return await client.call(name, ...rest)
    } finally {
      client.disconnect()
    }
  }

  async function stop(): Promise<void> {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
    server.kill('SIGCONT')
    server.kill('SIGTERM')
    await ended()
  }

  await start()
  return { url, port, start, stop, command, signal: (signal) => void server?.kill(signal) }
}

/** A port that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port')
  return address.port
}
