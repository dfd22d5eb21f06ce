import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import type { Engine } from '#src/engine/engine.ts'
import { startEngine, type EngineOptions } from '#src/engine/start-engine.ts'

/** What the stub noted of a run. */
const run = z.object({ network: z.string(), rows: z.number().optional(), prompts: z.array(z.string()) })

export interface Scratch {
  readonly engine: Engine
  /** What the engine logged, newest last. */
  readonly log: string[]
  /** What the stub's networks were asked. */
  runs(): Promise<readonly z.infer<typeof run>[]>
}

/** A folder that is gone after the test. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-engine-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** An engine process with stub networks, stopped after the test. */
export async function scratchEngine(options: Partial<EngineOptions> = {}): Promise<Scratch> {
  const cacheDir = await scratchFolder()
  const log: string[] = []
  const write = (facts: object, message: string): void => void log.push(`${message} ${JSON.stringify(facts)}`)
  const engine = startEngine({
    settings: { modelDirs: [], device: 'cpu', threads: 1, memoryBudget: 1e9, cacheDir },
    backend: new URL('../renderer/stub-backend.ts', import.meta.url).href,
    log: { info: write, warn: write, error: write },
    ...options,
  })
  onTestFinished(() => engine.stop())
  return {
    engine,
    log,
    async runs() {
      const lines = (await readFile(join(cacheDir, 'runs.jsonl'), 'utf8')).trim().split('\n')
      return lines.map((line) => run.parse(JSON.parse(line)))
    },
  }
}

/** All that a generator yields. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}
