import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'

export interface BlackHole {
  readonly port: number
  /** From here on nothing comes through, and nobody is told: the cable is pulled. */
  cut(): void
  /** New connections come through again. Old ones stay dead. */
  mend(): void
  close(): void
}

/** Forwards connections to a port of this machine until it is cut. */
export async function blackHole(target: number): Promise<BlackHole> {
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((inner) => {
    sockets.add(inner)
    inner.on('error', () => undefined)
    // A connection that is opened meanwhile gets no answer either.
    if (isCut) return
    const outer = createConnection(target, '127.0.0.1')
    sockets.add(outer)
    outer.on('error', () => undefined)
    inner.on('data', (data) => void (isDead(inner) || outer.write(data)))
    outer.on('data', (data) => void (isDead(inner) || inner.write(data)))
    inner.on('close', () => outer.destroy())
    outer.on('close', () => void (isDead(inner) || inner.destroy()))
  })
  const dead = new WeakSet<Socket>()
  const isDead = (socket: Socket): boolean => dead.has(socket)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('There is no port')
  return {
    port: address.port,
    cut() {
      isCut = true
      for (const socket of sockets) dead.add(socket)
    },
    mend() {
      isCut = false
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
