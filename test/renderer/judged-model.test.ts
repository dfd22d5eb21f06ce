import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeFolder } from '#src/make-folder.ts'
import { openStored } from '#src/image/open-picture.ts'
import { clipPixels } from '#src/image/clip-pixels.ts'
import { pictureOf, planesOf } from '#src/image/planes-of.ts'
import { withWatermark } from '#src/image/watermark.ts'
import { loadSafetyChecker } from '#src/network/safety-checker.ts'
import { openaiPreprocessing } from '#src/network/clip-preprocessing.ts'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import type { DrawOptions, Pictures } from '#src/renderer/renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { encodePng } from '#src/image/encode.ts'
import { collect, scratchFolder } from '#test/engine/scratch-engine.ts'
import { change } from '#test/network/copied-model.ts'
import { golden } from '#test/network/golden-case.ts'
import { watermarkFile } from '#test/network/watermark-file.ts'

/** IF's watermark in these tests: a half-transparent pattern. */
const mark = {
  width: 62,
  height: 62,
  data: Uint8Array.from({ length: 62 * 62 * 4 }, (_, at) => (at % 4 === 3 ? 160 : (at * 7) % 256)),
}

type Part = 'safety_checker' | 'watermarker'

/** The golden cascade draws smaller pictures, on which a mark would be a single pixel. */
const stageTwoSize = 128

/** The golden checker lets a blue picture through and finds a green one unsafe. */
const blue = [0, 0, 255, 255]
const green = [0, 255, 0, 255]

/** A model as DeepFloyd publishes it: the golden cascade with the parts of its first stage. */
async function modelFolder(parts: readonly Part[]): Promise<string> {
  const folder = join(await scratchFolder(), 'cascade')
  await cp(join(golden, 'cascade'), folder, { recursive: true })
  await change(join(folder, 'stage_1', 'unet', 'config.json'), { sample_size: stageTwoSize / 4 })
  await change(join(folder, 'stage_2', 'unet', 'config.json'), { sample_size: stageTwoSize })
  if (parts.includes('safety_checker')) {
    await cp(join(golden, 'safety'), join(folder, 'stage_1', 'safety_checker'), { recursive: true })
  }
  if (parts.includes('watermarker')) {
    await makeFolder(join(folder, 'stage_1', 'watermarker'))
    const file = join(folder, 'stage_1', 'watermarker', 'diffusion_pytorch_model.safetensors')
    await writeFile(file, watermarkFile(mark.data))
  }
  return folder
}

async function draw(folder: string, request: DrawRequest, pictures: Pictures = new Map(), options: DrawOptions = {}) {
  const cacheDir = await scratchFolder()
  const settings = { modelDirs: [folder], device: 'cpu', threads: 1, memoryBudget: 1e9, cacheDir } as const
  const renderer = await createRenderer(settings)
  try {
    const events = await collect(renderer.draw(request, pictures, options))
    const found = events.find((event) => event.type === 'picture')
    if (found === undefined) throw new Error('no picture came')
    return found
  } finally {
    await renderer.close()
  }
}

it('a model with a safety checker in its folder shows what diffusers’ checker lets through', async () => {
  const folder = await modelFolder(['safety_checker'])
  const checker = await loadSafetyChecker(join(folder, 'stage_1', 'safety_checker'))
  const decisions: boolean[] = []
  for (const colour of [blue, green]) {
    const plain = {
      width: 64,
      height: 64,
      data: Uint8Array.from({ length: 4 * 64 * 64 }, (_, at) => colour[at % 4] ?? 0),
    }
    const picture = { sha256: '0'.repeat(64), name: 'plain.png' }
    const pictures = new Map([[picture.sha256, (await encodePng(plain)).bytes]])
    const request = { mode: 'edit', picture, strength: 0.01, seed: 1, size: 64 } as const
    const { planes } = await draw(folder, request, pictures, { safety: false })
    const pixels = clipPixels(pictureOf(planes), { size: checker.size, ...openaiPreprocessing })
    const [finding] = await checker.check([pixels])
    const isHeldBack = finding?.unsafe === true || finding?.watermarked === true
    decisions.push(isHeldBack)
    const shown = draw(folder, request, pictures)
    if (isHeldBack) await expect(shown).rejects.toMatchObject({ code: 'picture-withheld' })
    else expect((await shown).planes.data).toEqual(planes.data)
  }
  await checker.dispose()
  expect(decisions).toEqual([false, true])
})

it('a model with a watermark puts it on its files, and on the readings of illusions', async () => {
  const readings = [
    { prompt: 'a duck', view: { name: 'identity' } },
    { prompt: 'a rabbit', view: { name: 'flip' } },
  ] satisfies Extract<DrawRequest, { readonly mode: 'anagram' }>['readings']
  const request = { mode: 'anagram', readings, seed: 3, steps: 2, stageTwo: { steps: 2 }, size: 256 } as const
  const drawIn = async (parts: readonly Part[]) =>
    draw(await modelFolder(parts), request, new Map(), { readings: true })
  const plain = await drawIn([])
  const marked = await drawIn(['watermarker'])
  const unmarked = await openStored(plain.file.bytes)
  const expected = withWatermark(unmarked, mark, stageTwoSize)
  const got = await openStored(marked.file.bytes)
  expect([...got.data]).toEqual([...expected.data])
  const changed = got.data.filter((byte, at) => byte !== unmarked.data[at]).length
  expect(changed).toBeGreaterThan(100)
  expect(marked.planes.data).toEqual(planesOf(expected).data)
  // The mark of the turned reading is turned as well, as that of diffusers' file would be.
  const turned = await openStored(marked.readings?.[1]?.bytes ?? new Uint8Array())
  const before = await openStored(plain.readings?.[1]?.bytes ?? new Uint8Array())
  const rows = [...turned.data].flatMap((byte, at) =>
    byte === before.data[at] ? [] : [Math.floor(at / 4 / turned.width)],
  )
  expect(rows.length).toBeGreaterThan(100)
  expect(Math.max(...rows)).toBeLessThan(turned.height / 4)
})
