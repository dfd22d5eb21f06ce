import { tolerance } from '#src/network/self-test.ts'
import { gigabytes } from '#src/gigabytes.ts'
import { doctorMessages as words } from '#src/messages/doctor-messages.ts'
import type { GraphicsCard } from './graphics-cards.ts'
import type { ProbeResult } from './probe-device.ts'
import type { Section } from './section.ts'

/** The operations of the measured matrix product: 2 × 768³. */
const operations = 2 * 768 ** 3

/** Checks the devices of this machine. `wanted` are the configured ones. */
export function inspectDevices(
  results: readonly ProbeResult[],
  cards: readonly GraphicsCard[],
  wanted: readonly string[],
): Section {
  const problems: string[] = []
  const isWanted = (device: string): boolean => wanted.some((name) => name.replace(/:\d+$/, '') === device)
  const lines: string[] = cards.map(
    ({ name, memory, driver }) => `graphics card: ${name}, ${gigabytes(memory)}, driver ${driver}`,
  )
  const facts: Record<string, unknown> = {}
  for (const result of results) {
    const { device, messages, ending, reason } = result
    const measured = messages.find((message) => message.kind === 'device')
    const refused = messages.find((message) => message.kind === 'refused')
    // A device that is there but was not asked for is only reported.
    const problem = (sentence: string): void =>
      void (isWanted(device) || device === 'cpu' ? problems.push(sentence) : lines.push(sentence))
    if (measured !== undefined) {
      const right = measured.error <= tolerance
      const speed = operations / measured.seconds / 1e9
      lines.push(
        `${device}: self-test ${right ? 'passed' : 'FAILED'} (off by ${measured.error.toExponential(1)}), ${speed.toFixed(0)} GFLOP/s measured`,
      )
      facts[device] = { error: measured.error, passed: right, gigaflops: speed }
      if (!right) problem(words.deviceWrong(device, measured.error.toPrecision(2)))
    } else if (refused !== undefined) {
      lines.push(`${device}: not available`)
      facts[device] = { refused: refused.message }
      if (isWanted(device)) problems.push(refused.message)
    }
    // The device itself works; only a model took too long on it.
    if (ending === 'too-slow' && measured !== undefined) lines.push(words.measuringSlow(device))
    else if (ending === 'too-slow') problem(words.deviceSlow(device))
    else if (ending === 'died' && measured !== undefined)
      problem(words.measuringDied(device, reason ?? 'unknown reason'))
    else if (ending === 'died') problem(words.deviceDied(device, reason ?? 'unknown reason'))
    if (ending !== 'done') facts[device] = { ending, reason }
  }
  return { name: 'devices', title: `Devices (${wanted.join(', ')})`, problems, lines, facts: { ...facts, cards } }
}
