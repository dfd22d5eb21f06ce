import { randomBytes } from 'node:crypto'
import { GatewayOpcodes } from 'discord-api-types/v10'
import type { WebSocket } from 'ws'

/** A session of the bot. It outlives its connection, so that missed events can be replayed. */
export interface Session {
  readonly id: string
  readonly intents: number
  readonly shard: readonly [index: number, count: number]
  socket: WebSocket | null
  nextSequence(): number
}

interface Kept extends Session {
  sequence: number
  /** Frames already sent or missed, oldest first. */
  readonly frames: { readonly sequence: number; readonly text: string }[]
}

export interface SessionStore {
  open(socket: WebSocket, intents: number, shard: readonly [number, number]): Session
  find(id: string): Session | undefined
  all(): readonly Session[]
  forget(id: string): void
  /** Numbers an event, stores it for a resume, and sends it if the bot is connected. */
  push(session: Session, event: string, data: unknown): void
  /** Sends everything after `sequence` to the new connection; false if that is no longer stored. */
  replay(session: Session, socket: WebSocket, sequence: number): boolean
}

/** How many events a session stores for a resume. */
const KEPT_FRAMES = 1000

export function createSessions(): SessionStore {
  const sessions = new Map<string, Kept>()
  return {
    open(socket, intents, shard) {
      const session: Kept = {
        id: randomBytes(16).toString('hex'),
        intents,
        shard,
        socket,
        sequence: 0,
        frames: [],
        nextSequence() {
          session.sequence += 1
          return session.sequence
        },
      }
      sessions.set(session.id, session)
      return session
    },
    find: (id) => sessions.get(id),
    all: () => [...sessions.values()],
    forget: (id) => void sessions.delete(id),
    push({ id }, event, data) {
      const session = sessions.get(id)
      if (session === undefined) return
      const sequence = session.nextSequence()
      const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: event, s: sequence, d: data })
      session.frames.push({ sequence, text })
      if (session.frames.length > KEPT_FRAMES) session.frames.shift()
      session.socket?.send(text)
    },
    replay({ id }, socket, sequence) {
      const session = sessions.get(id)
      if (session === undefined || sequence > session.sequence) return false
      const oldest = session.frames[0]?.sequence ?? session.sequence + 1
      if (sequence + 1 < oldest) return false
      session.socket?.terminate()
      session.socket = socket
      for (const frame of session.frames) if (frame.sequence > sequence) socket.send(frame.text)
      return true
    },
  }
}
