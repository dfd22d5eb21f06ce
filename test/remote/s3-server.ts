import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './redis-server.ts'

export const credentials = { AWS_ACCESS_KEY_ID: 'duckrabbit', AWS_SECRET_ACCESS_KEY: 'not a secret here' }
export const bucket = 'pictures'

export interface S3Server {
  readonly endpoint: string
  /** `s3://…` of the bucket. */
  readonly url: string
  start(): Promise<void>
  stop(): Promise<void>
}

/** versitygw, an S3 server, with one bucket in `folder`. Whoever starts it stops it. */
export async function startS3(folder: string): Promise<S3Server> {
  const port = await freePort()
  const endpoint = `http://127.0.0.1:${port}`
  await mkdir(join(folder, bucket), { recursive: true })
  let server: ChildProcess | undefined

  async function start(): Promise<void> {
    const { AWS_ACCESS_KEY_ID: access, AWS_SECRET_ACCESS_KEY: secret } = credentials
    const where = ['--port', `127.0.0.1:${port}`, '--access', access, '--secret', secret, '--quiet']
    server = spawn('versitygw', [...where, 'posix', folder], { stdio: 'ignore' })
    for (let tries = 0; ; tries++) {
      try {
        await fetch(endpoint)
        return
      } catch (error) {
        if (tries > 200) throw error
        await sleep(50)
      }
    }
  }

  await start()
  return {
    endpoint,
    url: `s3://${bucket}/duck?endpoint=${endpoint}&region=us-east-1`,
    start,
    async stop() {
      if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
    },
  }
}
