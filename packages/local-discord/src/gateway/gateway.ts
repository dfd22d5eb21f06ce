import { GatewayCloseCodes, type GatewayDispatchEvents, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10'
import type { WebSocket } from 'ws'
import { createIdentifyTurns, readShard, type Sharding, shardOf } from './shards.ts'
import { type Session, type SessionStore, createSessions } from './sessions.ts'

export interface Dispatch {
  readonly event: GatewayDispatchEvents
  readonly data: unknown
  /** The guild decides the shard. Null for direct messages, which are on shard 0. */
  readonly guildId: string | null
  /** The session needs one of these intents. With 0 every session receives it. */
  readonly intents: number
  /** The same without content, for sessions that lack the MessageContent intent. */
  readonly redacted?: unknown
}

/** The gateway: accepts connections of the bot and sends events. */
export interface Gateway {
  dispatch(dispatch: Dispatch): void
  /** Whether a bot is connected and ready. */
  readonly online: () => boolean
  readonly accept: (socket: WebSocket) => void
  readonly control: GatewayControl
  close(): void
}

/** Faults of the connection, for tests. */
export interface GatewayControl {
  /** Closes every connection with this code, as Discord does when it restarts; sessions can be resumed. */
  disconnect(code?: number): void
  /** Invalidates every session (opcode 9), so that clients must identify again. */
  invalidateSessions(): void
  /** Asks every client to reconnect and resume (opcode 7). */
  askToReconnect(): void
}

/** What the gateway asks of the rest of the server. */
export interface GatewayHost {
  readonly token: string
  /** Privileged intents that are switched on for the application; others are refused with 4014. */
  readonly privilegedIntents: number
  readonly sharding: Sharding
  /** The monotonic clock. */
  now(): number
  /** The payload of READY, without session data. */
  ready(session: { id: string; shard: readonly [number, number] }): unknown
  /** GUILD_CREATE for each guild that has the bot. */
  guilds(): readonly { readonly id: string; readonly data: unknown }[]
  members(query: unknown): { readonly guildId: string; readonly data: unknown } | null
  presence(update: unknown): void
  /** Called when the number of ready sessions changes. */
  changed(): void
}

const HEARTBEAT_INTERVAL = 41_250
const PRIVILEGED = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent

/** https://docs.discord.com/developers/events/gateway#connections */
export function createGateway(host: GatewayHost): Gateway {
  const sessions = createSessions()
  const turns = createIdentifyTurns(() => host.now())
  const sockets = new Set<WebSocket>()

  const accept = (socket: WebSocket) => {
    sockets.add(socket)
    let session: Session | null = null
    send(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: HEARTBEAT_INTERVAL, _trace: [] } })
    socket.on('message', (raw) => {
      // oxlint-disable-next-line typescript/no-base-to-string -- ws gives a Buffer
      const payload = parse(raw.toString())
      if (payload === null) return socket.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.')
      switch (payload.op) {
        case GatewayOpcodes.Heartbeat:
          return send(socket, { op: GatewayOpcodes.HeartbeatAck })
        case GatewayOpcodes.Identify:
          if (session !== null) return socket.close(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.')
          session = identify(host, { sessions, turns }, socket, payload.d)
          return undefined
        case GatewayOpcodes.Resume:
          session = resume(host, sessions, socket, payload.d)
          return undefined
        default:
          if (session === null) return socket.close(GatewayCloseCodes.NotAuthenticated, 'Not authenticated.')
          return command(host, session, socket, payload)
      }
    })
    socket.on('close', (code) => {
      sockets.delete(socket)
      if (session?.socket === socket) {
        session.socket = null
        // These codes end the session. After any other it can be resumed.
        if (code === 1000 || code === 1001) sessions.forget(session.id)
        host.changed()
      }
    })
    // ws reports a broken connection here and then closes it, which is handled above.
    socket.on('error', () => socket.terminate())
  }

  return {
    accept,
    online: () => sessions.all().some(({ socket }) => socket !== null),
    dispatch({ event, data, guildId, intents, redacted }) {
      for (const session of sessions.all()) {
        if (!hears(session, guildId, intents)) continue
        const blind = redacted !== undefined && (session.intents & GatewayIntentBits.MessageContent) === 0
        sessions.push(session, event, blind ? redacted : data)
      }
    },
    control: {
      disconnect(code = 4000) {
        for (const socket of sockets) socket.close(code)
      },
      invalidateSessions() {
        for (const session of sessions.all()) {
          sessions.forget(session.id)
          if (session.socket !== null) send(session.socket, { op: GatewayOpcodes.InvalidSession, d: false })
        }
      },
      askToReconnect() {
        for (const { socket } of sessions.all()) {
          if (socket !== null) send(socket, { op: GatewayOpcodes.Reconnect, d: null })
        }
      },
    },
    close() {
      for (const socket of sockets) socket.terminate()
    },
  }
}

function hears(session: Session, guildId: string | null, intents: number): boolean {
  const [index, count] = session.shard
  return shardOf(guildId, count) === index && (intents === 0 || (session.intents & intents) !== 0)
}

function identify(
  host: GatewayHost,
  { sessions, turns }: { readonly sessions: SessionStore; readonly turns: ReturnType<typeof createIdentifyTurns> },
  socket: WebSocket,
  data: unknown,
): Session | null {
  const { token, intents, shard: given } = fields(data)
  if (token !== host.token) {
    socket.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.')
    return null
  }
  if (typeof intents !== 'number') {
    socket.close(GatewayCloseCodes.InvalidIntents, 'Invalid intent(s).')
    return null
  }
  if ((intents & PRIVILEGED & ~host.privilegedIntents) !== 0) {
    socket.close(GatewayCloseCodes.DisallowedIntents, 'Disallowed intent(s).')
    return null
  }
  const shard = readShard(given)
  if (shard === null) {
    socket.close(GatewayCloseCodes.InvalidShard, 'Invalid shard.')
    return null
  }
  if (shard[1] < host.sharding.required) {
    socket.close(GatewayCloseCodes.ShardingRequired, 'Sharding required.')
    return null
  }
  if (!turns.take(shard, host.sharding)) {
    send(socket, { op: GatewayOpcodes.InvalidSession, d: false })
    return null
  }
  const session = sessions.open(socket, intents, shard)
  sessions.push(session, 'READY', host.ready(session))
  for (const guild of host.guilds()) {
    if (hears(session, guild.id, GatewayIntentBits.Guilds)) sessions.push(session, 'GUILD_CREATE', guild.data)
  }
  host.changed()
  return session
}

/** Replays missed events, or sends opcode 9 if the session is gone. */
function resume(host: GatewayHost, sessions: SessionStore, socket: WebSocket, data: unknown): Session | null {
  const { token, session_id: id, seq } = fields(data)
  if (token !== host.token) {
    socket.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.')
    return null
  }
  const session = typeof id === 'string' ? sessions.find(id) : undefined
  if (session === undefined || typeof seq !== 'number' || !sessions.replay(session, socket, seq)) {
    send(socket, { op: GatewayOpcodes.InvalidSession, d: false })
    return null
  }
  sessions.push(session, 'RESUMED', { _trace: [] })
  host.changed()
  return session
}

function command(host: GatewayHost, session: Session, socket: WebSocket, payload: { op: unknown; d: unknown }): void {
  switch (payload.op) {
    case GatewayOpcodes.PresenceUpdate:
      return host.presence(payload.d)
    case GatewayOpcodes.VoiceStateUpdate:
      return undefined
    case GatewayOpcodes.RequestGuildMembers: {
      const chunk = host.members(payload.d)
      if (chunk !== null && session.socket !== null) {
        send(socket, { op: 0, t: 'GUILD_MEMBERS_CHUNK', s: session.nextSequence(), d: chunk.data })
      }
      return undefined
    }
    default:
      return socket.close(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.')
  }
}

function fields(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? { ...data } : {}
}

function parse(raw: string): { op: unknown; d: unknown } | null {
  try {
    const payload: unknown = JSON.parse(raw)
    const { op, d } = fields(payload)
    return { op, d }
  } catch {
    return null
  }
}

function send(socket: WebSocket, payload: unknown): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ s: null, t: null, ...fields(payload) }))
}
