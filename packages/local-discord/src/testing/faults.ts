import type { Fault, Faults } from '../faults.ts'
import type { GatewayControl } from '../gateway/gateway.ts'

/** Which requests a fault applies to, by method and part of the path: `'PATCH @original'`, `'POST /callback'`. */
type RequestPattern = string

export interface TestFaults {
  /** The next matching requests fail before they arrive. */
  drop(pattern: RequestPattern, times?: number): void
  /** The next matching requests are carried out, but their answers are lost. */
  loseAnswer(pattern: RequestPattern, times?: number): void
  /** The next matching requests get this status. */
  status(pattern: RequestPattern, status: 500 | 502 | 503 | 504, times?: number): void
  /** The next matching requests get 429 and must wait for this many seconds. */
  rateLimit(pattern: RequestPattern, retryAfter: number, options?: { times?: number; global?: boolean }): void
  /** The next matching request waits until the returned function is called. */
  hold(pattern: RequestPattern): () => void
  /** Closes the bot's connections. It can resume. */
  disconnect(code?: number): void
  /** Invalidates the bot's sessions, so that it must identify again. */
  invalidateSession(): void
  askToReconnect(): void
  /** How many planned faults have not been used yet. */
  readonly pending: number
}

interface Planned {
  readonly pattern: RequestPattern
  readonly fault: Fault
  left: number
}

/** Plans faults for a test. `port` is passed to the server. */
export function testFaults(): TestFaults & { readonly port: Faults } {
  const planned: Planned[] = []
  let gateway: GatewayControl | null = null
  const plan = (pattern: RequestPattern, fault: Fault, times = 1) => void planned.push({ pattern, fault, left: times })
  const control = () => {
    if (gateway === null) throw new Error('the server has not started')
    return gateway
  }
  return {
    drop: (pattern, times) => plan(pattern, { kind: 'drop' }, times),
    loseAnswer: (pattern, times) => plan(pattern, { kind: 'lose-answer' }, times),
    status: (pattern, status, times) => plan(pattern, { kind: 'status', status }, times),
    rateLimit: (pattern, retryAfter, { times, global = false } = {}) =>
      plan(pattern, { kind: 'rate-limit', retryAfter, global }, times),
    hold(pattern) {
      let release = () => {}
      const until = new Promise<void>((resolve) => {
        release = resolve
      })
      plan(pattern, { kind: 'hold', until })
      return release
    },
    disconnect: (code) => control().disconnect(code),
    invalidateSession: () => control().invalidateSessions(),
    askToReconnect: () => control().askToReconnect(),
    get pending() {
      return planned.reduce((sum, { left }) => sum + left, 0)
    },
    port: {
      onRequest(request) {
        const hit = planned.find(({ pattern, left }) => left > 0 && fits(pattern, request))
        if (hit === undefined) return null
        hit.left -= 1
        return hit.fault
      },
      bind(given) {
        gateway = given
      },
    },
  }
}

function fits(pattern: RequestPattern, { method, path }: { method: string; path: string }): boolean {
  const [first = '', ...rest] = pattern.split(' ')
  const isMethod = /^[A-Z]+$/.test(first)
  const piece = isMethod ? rest.join(' ') : pattern
  return (!isMethod || first === method) && decodeURIComponent(path).includes(piece)
}
