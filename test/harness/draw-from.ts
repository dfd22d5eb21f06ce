import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '#src/cli/run.ts'
import { readConfiguration } from '#src/config.ts'
import { createRenderer } from '#src/renderer/create-renderer.ts'

/**
 * Runs `duckrabbit draw` with the included model, and says which files it wrote.
 *
 * @throws Error with what the command said where it failed
 */
export async function drawFrom(...args: readonly string[]): Promise<string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'duckrabbit-draw-'))
  let said = ''
  const note = { write: (text: string) => (said += text) }
  try {
    const code = await run(['draw', ...args], {
      out: note,
      err: note,
      directory,
      configuration: () => readConfiguration({ DATA_DIR: join(directory, 'data') }, { memory: 8e9, directory }),
      openRenderer: (settings) => createRenderer(settings),
      environment: () => ({}),
      home: directory,
      ask: undefined,
      takeInterrupts: () => new AbortController().signal,
      now: () => performance.now(),
    })
    if (code !== 0) throw new Error(said)
    return (await readdir(join(directory, 'out'))).sort()
  } finally {
    await rm(directory, { recursive: true })
  }
}
