import { UserError } from '#src/errors.ts'
import { deviceSeconds } from '#src/network/device-speed.ts'
import { selfTest } from '#src/network/self-test.ts'
import { measureModel } from './measure-model.ts'
import { type ProbeMessage, probeSettings } from './probe-protocol.ts'

// Tries one device in a process of its own, since a faulty driver ends the whole process.

const now = (): number => performance.now()
const { device, threads, models } = probeSettings.parse(JSON.parse(process.argv[2] ?? '{}'))

function send(message: ProbeMessage): Promise<void> {
  return new Promise((resolve) => void process.send?.(message, undefined, {}, () => resolve()))
}

try {
  await send({ kind: 'device', error: await selfTest(device), seconds: await deviceSeconds(device, now) })
  for (const folder of models) await send(await measureModel(folder, { device, threads, now }))
} catch (error) {
  if (!(error instanceof UserError)) throw error
  await send({ kind: 'refused', message: error.message })
}
await send({ kind: 'done' })
process.disconnect()
