import { readFile } from 'node:fs/promises'

/**
 * Shows in a CPU profile what kept the event loop busy for longest, with the stack that took most of it:
 *
 * node --import tsx/esm bench/campaign.ts --only mixed --minutes 10 --profile FOLDER
 * node --import tsx/esm bench/longest-work.ts FOLDER/CPU….cpuprofile
 *
 * What the event loop calls twice in a row counts as one piece of work, and times contain what it waited for a processor or, in a
 * collection, for other threads. Profile on cores that nothing else uses.
 */
interface Frame {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string }
  readonly children?: readonly number[]
}

interface Profile {
  readonly nodes: readonly Frame[]
  readonly samples: readonly number[]
  /** Microseconds between the samples. */
  readonly timeDeltas: readonly number[]
}

interface Stretch {
  /** Milliseconds since the profile began. */
  readonly at: number
  readonly milliseconds: number
  /** Milliseconds by node. */
  readonly nodes: ReadonlyMap<number, number>
}

const [file, count = '15'] = process.argv.slice(2)
if (file === undefined)
  throw new Error('Which profile? node --import tsx/esm bench/longest-work.ts FILE.cpuprofile [COUNT]')
const { nodes, samples, timeDeltas } = JSON.parse(await readFile(file, 'utf8')) as Profile
const frames = new Map(nodes.map((node) => [node.id, node]))
const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
const outside = new Set(['(idle)', '(program)'])
const collection = '(garbage collector)'

const longest = stretches()
  .sort((a, b) => b.milliseconds - a.milliseconds)
  .slice(0, Number(count))
for (const { at, milliseconds, nodes: times } of longest) {
  console.log(`\n${milliseconds.toFixed(1)} ms, ${(at / 1000).toFixed(1)} s after the beginning`)
  for (const [stack, time] of heaviestStacks(times)) console.log(`  ${time.toFixed(1)} ms  ${stack}`)
}

function stretches(): Stretch[] {
  const found: Stretch[] = []
  let times = new Map<number, number>()
  let [now, since, entry] = [0, 0, '']
  for (const [index, id] of samples.entries()) {
    now += (timeDeltas[index] ?? 0) / 1000
    const lasts = (timeDeltas[index + 1] ?? 0) / 1000
    const next = entryOf(id)
    // A collection belongs to the work in which it happens.
    const goesOn = next === entry || (next === collection && !outside.has(entry))
    if (!goesOn) {
      if (times.size > 0) found.push({ at: since, milliseconds: now - since, nodes: times })
      times = new Map()
      since = now
      entry = next
    }
    if (!outside.has(next)) times.set(id, (times.get(id) ?? 0) + lasts)
  }
  return found
}

/** The function that the event loop called. */
function entryOf(id: number): string {
  const parent = parents.get(id)
  return parent === undefined || nameOf(parent) === '(root)' ? nameOf(id) : entryOf(parent)
}

/** The five stacks that took most, innermost function first. Stacks that share their first eight functions are one. */
function heaviestStacks(times: ReadonlyMap<number, number>): readonly (readonly [string, number])[] {
  const byStack = new Map<string, number>()
  for (const [id, time] of times) {
    const stack = stackOf(id).slice(0, 8).join(' < ')
    byStack.set(stack, (byStack.get(stack) ?? 0) + time)
  }
  return [...byStack].sort(([, a], [, b]) => b - a).slice(0, 5)
}

function stackOf(id: number): string[] {
  const parent = parents.get(id)
  return parent === undefined ? [] : [placeOf(id), ...stackOf(parent)]
}

function nameOf(id: number): string {
  return frames.get(id)?.callFrame.functionName ?? ''
}

function placeOf(id: number): string {
  const url = frames.get(id)?.callFrame.url ?? ''
  const path = url.split('/').slice(-2).join('/')
  return [nameOf(id) || 'anonymous', ...(path === '' ? [] : [`(${path})`])].join(' ')
}
