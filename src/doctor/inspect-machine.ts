import { availableParallelism, cpus, freemem, release } from 'node:os'
import { gigabytes } from '#src/gigabytes.ts'
import { doctorMessages as words } from '#src/messages/doctor-messages.ts'
import { version } from '#src/version.ts'
import type { Section } from './section.ts'

/** The parts of a machine that the check looks at. */
export interface MachineFacts {
  readonly node: string
  /** The memory that this process may use, in bytes. */
  readonly memory: number
  /** The memory that all networks may take together, in bytes. */
  readonly budget: number
}

const oldest = [20, 19] as const
/** Bytes that the bot needs with the included model. */
const minMemory = 1.1e9

/** Checks versions, processor and memory. */
export function inspectMachine({ node, memory, budget }: MachineFacts): Section {
  const [major = 0, minor = 0] = node.replace(/^v/, '').split('.').map(Number)
  const tooOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1])
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor'
  const threads = availableParallelism()
  return {
    name: 'machine',
    title: 'Machine',
    problems: [
      ...(tooOld ? [words.oldNode(node)] : []),
      ...(memory < minMemory ? [words.littleMemory(gigabytes(memory))] : []),
    ],
    lines: [
      `Duckrabbit ${version}, Node.js ${node}, ${process.platform} ${release()} on ${process.arch}`,
      `${processor}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      `${gigabytes(memory)} of memory, ${gigabytes(freemem())} of it free; ${gigabytes(budget)} are allowed for networks`,
    ],
    facts: {
      duckrabbit: version,
      node,
      platform: process.platform,
      release: release(),
      arch: process.arch,
      processor,
      threads,
      memory,
      memoryBudget: budget,
    },
  }
}
