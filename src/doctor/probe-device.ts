import type { Clock } from '@duckrabbit/clock'
import { forkWorker, type ForkWorker } from '#src/workers/fork-worker.ts'
import { probeMessage, type ProbeMessage, type ProbeSettings } from './probe-protocol.ts'

/** The result of trying a device. */
export interface ProbeResult {
  readonly device: ProbeSettings['device']
  readonly messages: readonly ProbeMessage[]
  /** How it ended: by itself, by a crash, or because it took too long. */
  readonly ending: 'done' | 'died' | 'too-slow'
  /** One line about a crash. */
  readonly reason: string | undefined
}

/** Milliseconds that a device may take for its self-test and for each model. */
const timeout = 120_000

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Tries a device in a process of its own. It never throws: whatever happens is a result. */
export function probeDevice(
  settings: ProbeSettings,
  { clock, fork = forkWorker }: { readonly clock: Pick<Clock, 'after'>; readonly fork?: ForkWorker },
): Promise<ProbeResult> {
  const { device } = settings
  return new Promise((resolve) => {
    const messages: ProbeMessage[] = []
    let finished = false
    let tooSlow = false
    let stopWaiting: () => void = () => undefined
    const wait = (): void => {
      stopWaiting()
      stopWaiting = clock.after(timeout, () => {
        tooSlow = true
        child.kill()
      })
    }
    const child = fork<ProbeMessage, object>({
      name: `probe of ${device}`,
      program: new URL('probe.ts', import.meta.url),
      settings,
      incoming: probeMessage,
      log: silent,
      onMessage(message) {
        wait()
        if (message.kind === 'done') finished = true
        else messages.push(message)
      },
      onExit(reason) {
        stopWaiting()
        if (finished) resolve({ device, messages, ending: 'done', reason: undefined })
        else resolve({ device, messages, ending: tooSlow ? 'too-slow' : 'died', reason })
      },
    })
    wait()
  })
}
