import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { locate } from '../requirement.ts'
import { freePort } from '../remote/redis-server.ts'

export interface PostgresServer {
  /** Makes an empty database and returns its address. */
  createDatabase(): Promise<string>
  /** Ends all connections, as a restart does. */
  disconnectAll(): Promise<void>
  stop(): Promise<void>
}

/** A PostgreSQL of its own on a free port. Whoever starts it stops it. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = locate('postgres')
  if (programs === undefined) throw new Error('PostgreSQL is not installed')
  const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-postgres-'))
  // PostgreSQL refuses to run as root. Its package makes a user for it.
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'duck', '-A', 'trust', '--no-sync'], {
    ...user,
    cwd: folder,
    stdio: 'pipe',
  })
  const port = await freePort()
  const settings = ['fsync=off', 'max_connections=50', `unix_socket_directories=${folder}`]
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', ...settings.flatMap((setting) => ['-c', setting])]
  const server = spawn(join(programs, 'postgres'), args, { ...user, cwd: folder, stdio: 'ignore' })
  const url = `postgres://duck@127.0.0.1:${port}`

  async function run(statement: string): Promise<void> {
    const client = new Client({ connectionString: `${url}/postgres` })
    client.on('error', () => undefined)
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  for (let tries = 0; ; tries += 1) {
    try {
      await run('select 1')
      break
    } catch (error) {
      if (tries > 200) throw error
      await sleep(50)
    }
  }
  let databases = 0
  return {
    async createDatabase() {
      const name = `d${(databases += 1)}`
      await run(`create database ${name}`)
      return `${url}/${name}`
    },
    disconnectAll: () =>
      run(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname is not null',
      ),
    async stop() {
      const ended = once(server, 'exit')
      // Ends at once, whoever is connected.
      server.kill('SIGQUIT')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function idOf(kind: '-u' | '-g'): number {
  return Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }))
}
