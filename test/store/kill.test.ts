import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { openStore } from '#src/store/open-store.ts'
import { scratchFolder } from './scratch.ts'

const promise = z.object({ id: z.string(), sha256: z.string() })

it('keeps every confirmed write when the writing process is killed, three times in a row', async () => {
  const dataDir = await scratchFolder()
  const promised: z.infer<typeof promise>[] = []
  for (const lines of [3, 11, 24]) {
    const writer = spawn(
      process.execPath,
      ['--import', 'tsx/esm', fileURLToPath(new URL('killed-writer.ts', import.meta.url)), dataDir],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const gone = new Promise<NodeJS.Signals | null>((resolve) => writer.once('exit', (_, signal) => resolve(signal)))
    let left = lines
    for await (const line of createInterface({ input: writer.stdout })) {
      promised.push(promise.parse(JSON.parse(line)))
      if (--left === 0) writer.kill('SIGKILL')
    }
    expect(await gone).toBe('SIGKILL')
  }
  expect(promised.length).toBeGreaterThanOrEqual(38)

  const store = await openStore({ dataDir })
  for (const { id, sha256 } of promised) {
    expect(await store.jobs.get(id)).toMatchObject({ id, state: 'done' })
    expect(await store.results.ofJob(id)).toMatchObject([{ sha256, role: 'picture' }])
    expect(await store.pictures.get(sha256)).toHaveLength(20_000)
    expect(await store.tokens.get(id)).not.toBeNull()
  }
  expect(await readdir(join(dataDir, 'pictures/half-written'))).toEqual([])
  await store.close()
})
