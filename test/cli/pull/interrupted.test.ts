import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openModel } from '#src/network/folder.ts'
import { sha256 } from '../../harness/local-hub/hub-repository.ts'
import { filesIn, pullM, scene, unet } from './pull-scene.ts'

describe('an interrupted download', () => {
  it('goes on inside a file after a cut', async () => {
    const here = await scene()
    here.hub.cut(unet, 40_000)
    expect((await here.terminal.run(...pullM)).code).toBe(0)
    const [first, second] = here.hub.transfers.filter(({ path }) => path === unet)
    expect(first).toMatchObject({ from: 0, bytes: 40_000 })
    expect(second?.from).toBeGreaterThan(0)
    expect(second?.from).toBeLessThanOrEqual(40_000)
  })

  it('goes on inside a file in the next run, and keeps what is whole', async () => {
    const here = await scene()
    here.hub.cut(unet, 30_000, 1)
    const size = here.one.files.get(unet)?.bytes.length ?? 0
    await mkdir(join(here.model, 'stage_1', 'unet'), { recursive: true })
    const bytes = here.one.files.get(unet)?.bytes ?? Buffer.alloc(0)
    const part = join(here.model, 'stage_1', `${unet}.${sha256(bytes).slice(0, 12)}.part`)
    await writeFile(part, bytes.subarray(0, 50_000))
    const { code, out } = await here.terminal.run(...pullM)
    expect(code).toBe(0)
    expect(out).toContain('50 kB of it are here')
    const own = here.hub.transfers.filter(({ path, from }) => path === unet && from > 0)
    expect(own[0]).toMatchObject({ from: 50_000, bytes: 30_000 })
    expect(own[1]?.from).toBeGreaterThan(50_000)
    expect((await stat(join(here.model, 'stage_1', unet))).size).toBe(size)
    await expect(stat(part)).rejects.toThrow()
  })

  it('keeps what has arrived when the person stops it', async () => {
    const here = await scene()
    here.hub.cut(unet, 40_000)
    const running = here.terminal.run(...pullM)
    while (!here.hub.transfers.some(({ path }) => path === unet)) await setTimeout(5)
    here.terminal.interrupt.abort()
    expect(await running).toMatchObject({
      code: 130,
      err: expect.stringMatching(/Stopped\. What has arrived is kept; run the same command again to go on\.\n$/),
    })
    expect((await filesIn(here.model)).filter((file) => file.endsWith('.part'))).toHaveLength(1)
  })

  it('starts a file again where a proxy ignores ranges', async () => {
    const here = await scene()
    here.hub.ignoreRanges()
    here.hub.cut(unet, 40_000)
    expect((await here.terminal.run(...pullM)).code).toBe(0)
    await openModel(here.model)
  })

  it('fetches a damaged file again, and gives up when it is damaged twice', async () => {
    const here = await scene()
    here.hub.corrupt(unet)
    expect((await here.terminal.run(...pullM)).code).toBe(0)
    const again = await scene()
    again.hub.corrupt(unet, 2)
    expect(await again.terminal.run(...pullM)).toMatchObject({
      code: 2,
      err: expect.stringContaining(`${unet} arrived damaged twice: its checksum is not the one that the hub names`),
    })
    expect(await filesIn(again.model)).not.toContain(`stage_1/${unet}`)
  })

  it('checks a file that was put there by hand, and replaces a wrong one', async () => {
    const here = await scene()
    const target = join(here.model, 'stage_1', unet)
    await mkdir(join(target, '..'), { recursive: true })
    const bytes = here.one.files.get(unet)?.bytes ?? Buffer.alloc(0)
    await writeFile(target, bytes)
    const wrong = join(here.model, 'stage_1', 'tokenizer', 'spiece.model')
    await mkdir(join(wrong, '..'), { recursive: true })
    await writeFile(wrong, Buffer.alloc(here.one.files.get('tokenizer/spiece.model')?.bytes.length ?? 0))
    expect((await here.terminal.run(...pullM)).code).toBe(0)
    expect(here.hub.transfers.filter(({ path }) => path === unet)).toHaveLength(1)
    expect((await readFile(wrong)).equals(here.one.files.get('tokenizer/spiece.model')?.bytes ?? Buffer.alloc(0))).toBe(
      true,
    )
  })

  it('takes what other models and the cache of Hugging Face have already', async () => {
    const here = await scene()
    expect((await here.terminal.run(...pullM, '--upscaler', 'none')).code).toBe(0)
    const bytes = here.two.files.get(unet)?.bytes ?? Buffer.alloc(0)
    const blobs = join(here.terminal.directory, '.cache/huggingface/hub/models--DeepFloyd--IF-II-M-v1.0/blobs')
    await mkdir(blobs, { recursive: true })
    await writeFile(join(blobs, sha256(bytes)), bytes)
    here.hub.transfers.length = 0
    const { code, out } = await here.terminal.run(...pullM)
    expect(code).toBe(0)
    expect(out).toContain('(a copy of ')
    expect(here.hub.transfers.filter(({ path }) => path.endsWith('.safetensors'))).toEqual([])
    await openModel(here.model)
  })
})
