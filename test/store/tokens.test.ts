import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStore } from '#src/store/open-store.ts'
import { createTokenStore } from '#src/store/tokens.ts'
import { exampleJob } from './examples.ts'
import { scratchFolder, scratchStore } from './scratch.ts'

async function everythingIn(folder: string): Promise<string> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = found.filter((entry) => entry.isFile())
  return (await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')))).join()
}

describe('tokens', () => {
  it('are stored in files that only their owner can read', async () => {
    const { store, dataDir } = await scratchStore()
    const job = await store.jobs.accept(exampleJob({ token: 'very secret' }), 5)
    const file = await stat(join(dataDir, 'tokens', `${job?.id}.json`))
    expect(file.mode & 0o777).toBe(0o600)
    for (const name of ['duckrabbit.db', 'duckrabbit.db-wal']) {
      expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600)
    }
  })

  it('are removed from every file on delivery', async () => {
    const { store, dataDir, time } = await scratchStore()
    const job = await store.jobs.accept(exampleJob({ token: 'very secret' }), 5)
    const id = job?.id ?? ''
    expect(await store.tokens.get(id)).toEqual({ token: 'very secret', since: time.now })
    expect(await everythingIn(dataDir)).toContain('very secret')
    await store.jobs.end(id, { state: 'done', seconds: 1 })
    await store.jobs.delivered(id)
    expect(await store.tokens.get(id)).toBeNull()
    expect(await everythingIn(dataDir)).not.toContain('very secret')
  })

  it('keep the value that was put last, also if many are put at once', async () => {
    const { store } = await scratchStore()
    await Promise.all(['one', 'two', 'three'].map((token) => store.tokens.put('job', token)))
    expect(await store.tokens.get('job')).toMatchObject({ token: 'three' })
  })

  it('are removed with a refused or removed job', async () => {
    const { store, dataDir } = await scratchStore()
    const job = await store.jobs.accept(exampleJob({ token: 'first' }), 1)
    await store.jobs.accept(exampleJob({ token: 'second' }), 1)
    expect(await readdir(join(dataDir, 'tokens'))).toEqual([`${job?.id}.json`])
    await store.jobs.remove(job?.id ?? '')
    expect(await readdir(join(dataDir, 'tokens'))).toEqual([])
  })

  it('expire after 15 minutes and are swept', async () => {
    const { store, dataDir, time } = await scratchStore()
    const job = await store.jobs.accept(exampleJob({ token: 'very secret' }), 5)
    time.now += 15 * 60 * 1000
    expect(await store.tokens.get(job?.id ?? '')).toBeNull()
    await store.sweep()
    expect(await readdir(join(dataDir, 'tokens'))).toEqual([])
  })

  it('left behind by a kill are swept at the next start', async () => {
    const dataDir = await scratchFolder()
    const before = await openStore({ dataDir })
    await before.tokens.put('nobody', 'secret')
    await writeFile(join(dataDir, 'tokens', 'other.half-written'), 'sec')
    await before.close()
    const after = await openStore({ dataDir })
    expect(await readdir(join(dataDir, 'tokens'))).toEqual([])
    await after.close()
  })

  it('count as missing if a power cut damaged them, and never keep the store from opening', async () => {
    const dataDir = await scratchFolder()
    await (await openStore({ dataDir })).close()
    for (const [name, content] of [
      ['empty', ''],
      ['cut', '{"token":"sec'],
      ['other', '{"since":1}'],
    ] as const)
      await writeFile(join(dataDir, 'tokens', `${name}.json`), content)
    const store = await openStore({ dataDir })
    await writeFile(join(dataDir, 'tokens', 'later.json'), '')
    expect(await store.tokens.get('later')).toBeNull()
    await store.sweep()
    expect(await readdir(join(dataDir, 'tokens'))).toEqual([])
    await store.close()
  })

  it('are not swept while they or their jobs are being written', async () => {
    const { store } = await scratchStore()
    const names = Array.from({ length: 20 }, (_, i) => `job${i}`)
    await Promise.all([...names.map((name) => store.tokens.put(name, 'secret')), store.sweep(), store.sweep()])
    for (const name of names) expect(await store.tokens.get(name)).toMatchObject({ token: 'secret' })
  })

  it('are not swept while half of them is written', async () => {
    const folder = await scratchFolder()
    const tokens = await createTokenStore({ folder, now: () => 0 })
    // Writing takes long enough for a sweep to see the file.
    const token = 'secret'.repeat(5e6)
    const put = tokens.put('job', token)
    while ((await readdir(folder)).length === 0);
    await tokens.sweep(() => Promise.resolve(true))
    await put
    expect((await tokens.get('job'))?.token.length).toBe(token.length)
  })
})
