import { readdir, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { measureCapacity } from '#src/renderer/measure-capacity.ts'
import { chooseDeviceSafely } from '#src/renderer/choose-device-safely.ts'
import { createSpeeds, readSpeeds } from '#src/renderer/speeds.ts'
import { createTextCache, withMemoryCache } from '#src/renderer/text-cache.ts'
import { scratchFolder } from '#test/engine/scratch-engine.ts'

const text = (values: readonly number[]) => ({
  key: 'any',
  embedding: Float32Array.from(values),
  tokens: values.length / 2,
  width: 2,
  truncated: true,
})

describe('text embeddings on disk', () => {
  it('are found by encoder and prompt', async () => {
    const cache = createTextCache({ folder: join(await scratchFolder(), 'texts') })
    await cache.put('t5', 'a fox', text([1, -2, 3.5, 4]))
    const { key, ...found } = (await cache.get('t5', 'a fox')) ?? { key: '' }
    expect({ ...found, key: 'any' }).toEqual(text([1, -2, 3.5, 4]))
    expect(key).not.toBe('')
    expect(await cache.get('other', 'a fox')).toBeUndefined()
    expect(await cache.get('t5', 'a wolf')).toBeUndefined()
  })

  it('count as missing if they are damaged', async () => {
    const folder = await scratchFolder()
    const cache = createTextCache({ folder })
    await cache.put('t5', 'a fox', text([1, 2]))
    const [name = ''] = await readdir(folder)
    await truncate(join(folder, name), 18)
    expect(await cache.get('t5', 'a fox')).toBeUndefined()
    await writeFile(join(folder, name), 'x')
    expect(await cache.get('t5', 'a fox')).toBeUndefined()
  })

  it('are removed least recently used first', async () => {
    const folder = await scratchFolder()
    const cache = createTextCache({ folder, maxBytes: 4 * 24 })
    for (const prompt of ['old', 'older', 'used']) await cache.put('t5', prompt, text([1, 2]))
    const longAgo = new Date(Date.now() - 1e6)
    for (const name of await readdir(folder)) await utimes(join(folder, name), longAgo, longAgo)
    await cache.get('t5', 'used')
    for (const prompt of ['new', 'newer', 'newest']) await cache.put('t5', prompt, text([1, 2]))
    expect(await cache.get('t5', 'used')).toBeDefined()
    expect(await cache.get('t5', 'newest')).toBeDefined()
    expect(await readdir(folder)).toHaveLength(4)
  })

  it('are removed in short runs as well', async () => {
    const folder = await scratchFolder()
    // Each run writes less than an eighth of the limit.
    for (let run = 0; run < 20; run++) {
      await createTextCache({ folder, maxBytes: 10 * 24 }).put('t5', `prompt ${run}`, text([1, 2]))
    }
    expect(await readdir(folder)).toHaveLength(10)
  })
})

describe('text embeddings that other jobs are writing', () => {
  const full = { maxBytes: 24 }

  it('may get their names while old ones are removed', async () => {
    const folder = await scratchFolder()
    // It is listed and then not found, as a half-written file is that has been renamed in between.
    await symlink(join(folder, 'renamed'), join(folder, 'key.1.new'))
    const cache = createTextCache({ folder, ...full })
    for (const prompt of ['old', 'new']) await cache.put('t5', prompt, text([1, 2]))
    expect(await cache.get('t5', 'new')).toBeDefined()
  })

  it('are not removed, but abandoned ones are', async () => {
    const folder = await scratchFolder()
    const ago = (seconds: number) => new Date(Date.now() - 1000 * seconds)
    for (const [name, seconds] of Object.entries({ 'key.1.new': 5, 'key.2.new': 5000 })) {
      await writeFile(join(folder, name), 'half')
      await utimes(join(folder, name), ago(seconds), ago(seconds))
    }
    await createTextCache({ folder, ...full }).put('t5', 'new', text([1, 2]))
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['key.1.new']))
    expect(await readdir(folder)).not.toContain('key.2.new')
  })
})

describe('text embeddings in memory', () => {
  it('need no file while they are recent', async () => {
    const folder = await scratchFolder()
    const cache = withMemoryCache(createTextCache({ folder }), 2)
    for (const prompt of ['a', 'b']) await cache.put('t5', prompt, text([1, 2]))
    await cache.get('t5', 'a')
    await cache.put('t5', 'c', text([3, 4]))
    await rm(folder, { recursive: true })
    expect(await cache.get('t5', 'a')).toMatchObject({ embedding: Float32Array.of(1, 2) })
    expect(await cache.get('t5', 'c')).toMatchObject({ embedding: Float32Array.of(3, 4) })
    expect(await cache.get('t5', 'b')).toBeUndefined()
    expect(await cache.get('other', 'a')).toBeUndefined()
  })
})

describe('speeds', () => {
  it('are averages of measurements, scaled by pixels for other sizes, and survive a restart', async () => {
    const path = join(await scratchFolder(), 'speeds.json')
    const speeds = await readSpeeds(path)
    const [small, large] = [
      { width: 64, height: 64 },
      { width: 128, height: 64 },
    ]
    expect(speeds.secondsPerRow('I', small)).toBeUndefined()
    speeds.record('I', small, 2, 4)
    expect(speeds.secondsPerRow('I', small)).toBe(2)
    speeds.record('I', small, 1, 12)
    expect(speeds.secondsPerRow('I', small)).toBe(4)
    expect(speeds.secondsPerRow('I', large)).toBe(8)
    expect(speeds.secondsPerRow('II', small)).toBeUndefined()
    await speeds.save()
    expect((await readSpeeds(path)).secondsPerRow('I', small)).toBe(4)
    expect(createSpeeds(speeds.entries()).secondsPerRow('I', large)).toBe(8)
    await writeFile(path, '{"I 64')
    expect((await readSpeeds(path)).secondsPerRow('I', small)).toBeUndefined()
  })
})

describe('the capacity of a device', () => {
  it('is one if time grows with the rows, as on a CPU', async () => {
    expect(await measureCapacity((rows) => Promise.resolve(0.07 * rows))).toBe(1)
  })

  it('is higher if rows are nearly free, as on a GPU', async () => {
    expect(await measureCapacity((rows) => Promise.resolve(0.05 + 0.002 * rows))).toBe(8)
    expect(await measureCapacity((rows) => Promise.resolve(0.03 + 0.01 * rows))).toBe(2)
  })

  it('is not measured if a single step takes seconds', async () => {
    const asked: number[] = []
    await measureCapacity((rows) => Promise.resolve(void asked.push(rows)).then(() => 10))
    expect(asked).toEqual([2, 2])
  })
})

describe('a device that crashes the process', () => {
  const probes = {
    mayHaveGpu: () => Promise.resolve(true),
    hasDriver: () => Promise.resolve(true),
    error: () => Promise.resolve(0),
    seconds: (device: string) => Promise.resolve(device === 'cpu' ? 2 : 1),
  }

  it('is not used again after one crash', async () => {
    const folder = await scratchFolder()
    expect(await chooseDeviceSafely('auto', probes, folder)).toMatchObject({ device: 'webgpu' })
    expect(await chooseDeviceSafely('auto', probes, folder)).toMatchObject({ device: 'webgpu' })
    // A process that is certainly gone left its mark.
    await writeFile(join(folder, 'trying-a-device'), String(2 ** 22 + 1))
    const chosen = await chooseDeviceSafely('auto', probes, folder)
    expect(chosen.device).toBe('cpu')
    expect(chosen.notes.join()).toContain('trying-a-device')
    expect(await chooseDeviceSafely('webgpu', probes, folder)).toMatchObject({ device: 'webgpu' })
  })
})
