import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { openStore } from '#src/store/open-store.ts'
import { requires } from '../requirement.ts'
import { exampleJob } from './examples.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { scratchFolder } from './scratch.ts'

requires('postgres')('the lock of a database in PostgreSQL', () => {
  let server: PostgresServer

  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  it('is held again after the connection has broken, and the break is reported', async () => {
    const databaseUrl = await server.createDatabase()
    const broken: Error[] = []
    const onBroken = (error: Error): void => void broken.push(error)
    const first = await openStore({ dataDir: await scratchFolder(), databaseUrl, onBroken })
    onTestFinished(() => first.close())
    const job = await first.jobs.accept(exampleJob(), 5)
    await server.disconnectAll()
    await expect.poll(() => first.jobs.get(job?.id ?? '').catch(() => undefined)).toEqual(job)
    expect(broken).not.toEqual([])
    const second = openStore({ dataDir: await scratchFolder(), databaseUrl })
    await expect(second).rejects.toMatchObject({ code: 'database-in-use' })
  })

  it('ends a process whose database another one took while its connection was broken', async () => {
    const databaseUrl = await server.createDatabase()
    const first = await openStore({ dataDir: await scratchFolder(), databaseUrl })
    onTestFinished(() => first.close())
    const job = await first.jobs.accept(exampleJob(), 5)
    await server.disconnectAll()
    const second = await openStore({ dataDir: await scratchFolder(), databaseUrl })
    onTestFinished(() => second.close())
    // The first attempt may still meet the broken connection.
    await expect
      .poll(() => first.jobs.get(job?.id ?? '').catch((error: unknown) => error), { timeout: 20_000 })
      .toMatchObject({ code: 'database-in-use' })
    expect(await first.lost).toMatchObject({ code: 'database-in-use' })
    await expect(first.jobs.accept(exampleJob(), 5)).rejects.toMatchObject({ code: 'database-in-use' })
    expect(await second.jobs.get(job?.id ?? '')).toEqual(job)
  })

  it('is taken back from an earlier connection of its own that the server still believes in', async () => {
    const address = new URL(await server.createDatabase())
    const cable = await cableTo(Number(address.port))
    onTestFinished(() => cable.close())
    address.port = String(cable.port)
    const store = await openStore({ dataDir: await scratchFolder(), databaseUrl: address.href })
    onTestFinished(() => store.close())
    const job = await store.jobs.accept(exampleJob(), 5)
    cable.breakHere()
    await expect.poll(() => store.jobs.get(job?.id ?? '').catch(() => undefined), { timeout: 10_000 }).toEqual(job)
  })
})

/** Forwards connections. `breakHere` ends them for the client, while the server goes on waiting. */
async function cableTo(port: number) {
  const inner = new Set<Socket>()
  const outer = new Set<Socket>()
  const proxy = createServer((socket) => {
    const target = createConnection(port, '127.0.0.1')
    inner.add(socket)
    outer.add(target)
    socket.on('error', () => undefined)
    target.on('error', () => undefined)
    socket.on('data', (data) => void target.write(data))
    target.on('data', (data) => void (socket.destroyed || socket.write(data)))
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const address = proxy.address()
  if (address === null || typeof address === 'string') throw new Error('There is no port')
  return {
    port: address.port,
    breakHere: () => {
      for (const socket of inner) socket.destroy()
    },
    close: () => {
      proxy.close()
      for (const socket of [...inner, ...outer]) socket.destroy()
    },
  }
}
