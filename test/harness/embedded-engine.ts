import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Engine } from '#src/engine/engine.ts'
import { startEngine } from '#src/engine/start-engine.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** The engine with the included model on the CPU, and the folder of its cache. */
export interface EmbeddedEngine {
  readonly cacheDir: string
  /** `backend`: the URL of a module that stands in for the models. `model`: the one that it calls preferred. */
  open(backend?: string, model?: string): Engine
  /** Removes the cache. Stop the engine first. */
  remove(): Promise<void>
}

export async function embeddedEngine(): Promise<EmbeddedEngine> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'duckrabbit-embedded-'))
  const modelDirs = [fileURLToPath(new URL('../../models', import.meta.url))]
  const settings = { modelDirs, model: 'duckling', device: 'cpu', threads: 0, memoryBudget: 4e9, cacheDir } as const
  return {
    cacheDir,
    open: (backend, model = settings.model) => startEngine({ settings: { ...settings, model }, backend, log }),
    remove: () => rm(cacheDir, { recursive: true, force: true }),
  }
}
