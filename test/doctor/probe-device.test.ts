import { expect, it } from 'vitest'
import { probeDevice } from '#src/doctor/probe-device.ts'
import type { ProbeSettings } from '#src/doctor/probe-protocol.ts'
import { systemClock } from '@duckrabbit/clock'
import type { ForkOptions, ForkWorker } from '#src/workers/fork-worker.ts'
import { testClock } from '@duckrabbit/clock/testing'

const settings: ProbeSettings = { device: 'webgpu', threads: 0, models: [] }

/** A process that never starts; the test says what it does. */
function scripted() {
  let exit: (reason: string) => void = () => undefined
  let send: (message: unknown) => void = () => undefined
  const fork: ForkWorker = <Incoming>({ incoming, onMessage, onExit }: ForkOptions<Incoming>) => {
    exit = onExit
    send = (message) => onMessage(incoming.parse(message))
    return { pid: 1, send: () => undefined, kill: () => onExit('SIGKILL') }
  }
  return { fork, exit: (reason: string) => exit(reason), send: (message: unknown) => send(message) }
}

it('tries the CPU in a process of its own', async () => {
  const result = await probeDevice({ ...settings, device: 'cpu' }, { clock: systemClock })
  expect(result).toMatchObject({ device: 'cpu', ending: 'done', messages: [{ kind: 'device' }] })
})

it('says that a device is not available', async () => {
  const result = await probeDevice({ ...settings, device: 'cuda' }, { clock: systemClock })
  expect(result).toMatchObject({ ending: 'done', messages: [{ kind: 'refused' }] })
})

it('outlives a driver that ends the process', async () => {
  const { fork, exit, send } = scripted()
  const result = probeDevice(settings, { clock: testClock(), fork })
  send({ kind: 'device', error: 1e-6, seconds: 0.1 })
  exit('SIGSEGV')
  expect(await result).toMatchObject({ ending: 'died', reason: 'SIGSEGV', messages: [{ kind: 'device' }] })
})

it('ends a device that takes too long', async () => {
  const { fork } = scripted()
  const clock = testClock()
  const result = probeDevice(settings, { clock, fork })
  clock.advanceSync(119_000)
  clock.advanceSync(2_000)
  expect(await result).toMatchObject({ ending: 'too-slow' })
})
