import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Unet } from '#src/network/model.ts'
import { openUnet, stepOf, unetError } from './golden-case.ts'

const variants = ['stage-1', 'stage-2', 'silu-fp16', 'sharded-bf16', 'plain', 'kernels', 'no-middle', 'smallest']

describe.each(variants)('the UNet %s', (name) => {
  let unet: Unet
  beforeAll(async () => {
    unet = await openUnet(name)
  })
  afterAll(() => unet.dispose())

  test.each(['square', 'wide'])('gives the same output as diffusers for a %s picture', async (which) => {
    expect(await unetError(unet, name, which)).toBeLessThan(1e-4)
  })
})

describe('weights that are cast when they are used', () => {
  test.each(['silu-fp16', 'sharded-bf16'])('give the same output for %s', async (name) => {
    const unet = await openUnet(name, { castWhenUsed: true })
    expect(await unetError(unet, name, 'square')).toBeLessThan(1e-4)
    await unet.dispose()
  })
})

describe('a style', () => {
  test.each(['stage-1', 'stage-2'])('affects only the pooled path of %s, as in diffusers', async (name) => {
    const unet = await openUnet(name)
    expect(await unetError(unet, name, 'style')).toBeLessThan(1e-4)
    const { rows, answers } = await stepOf(name, 'style')
    const unstyled = rows.map(({ input, timestep, text, noiseLevel }) => ({
      input,
      timestep,
      text,
      ...(noiseLevel !== undefined && { noiseLevel }),
    }))
    const [plain] = await unet.predict(unstyled)
    expect(answers[0]?.some((value, index) => Math.abs(value - (plain?.data[index] ?? NaN)) > 1e-2)).toBe(true)
    await unet.dispose()
  })

  test('is refused by a network without pooled text', async () => {
    const unet = await openUnet('plain')
    const { rows } = await stepOf('plain', 'wide')
    await expect(unet.predict(rows.map((row) => ({ ...row, style: row.text })))).rejects.toMatchObject({
      code: 'no-style',
    })
    await unet.dispose()
  })
})

describe('a batch', () => {
  let unet: Unet
  beforeAll(async () => {
    unet = await openUnet('stage-2')
  })
  afterAll(() => unet.dispose())

  test('gives each row the same output as alone, for any timestep and noise level', async () => {
    const { rows, answers } = await stepOf('stage-2', 'square')
    const [first, second] = rows
    const [one, two] = answers
    if (first === undefined || second === undefined || one === undefined || two === undefined)
      throw new Error('two rows are needed')
    const [swapped] = await unet.predict([second, first])
    const [alone] = await unet.predict([first])
    expect(Math.max(...two.map((value, index) => Math.abs(value - (swapped?.data[index] ?? NaN))))).toBeLessThan(1e-4)
    expect(Math.max(...one.map((value, index) => Math.abs(value - (alone?.data[index] ?? NaN))))).toBeLessThan(1e-4)
  })

  test('of no rows has no outputs', async () => {
    expect(await unet.predict([])).toEqual([])
  })

  test('rejects with the reason of an aborted signal', async () => {
    const { rows } = await stepOf('stage-2', 'wide')
    const reason = new Error('changed my mind')
    await expect(unet.predict(rows, AbortSignal.abort(reason))).rejects.toBe(reason)
  })

  test('refuses a size that cannot be halved often enough', async () => {
    const { rows } = await stepOf('stage-2', 'wide')
    const [row] = rows
    if (row === undefined) throw new Error('a row is needed')
    const input = { data: new Float32Array(6 * 6 * 8), channels: 6, height: 6, width: 8 }
    await expect(unet.predict([{ ...row, input }])).rejects.toMatchObject({
      code: 'picture-size',
      details: { multiple: 4 },
    })
  })

  test('refuses text embeddings of another encoder', async () => {
    const { rows } = await stepOf('stage-2', 'wide')
    const [row] = rows
    if (row === undefined) throw new Error('a row is needed')
    const text = { key: 'x', embedding: new Float32Array(77 * 8), tokens: 77, width: 8 }
    await expect(unet.predict([{ ...row, text }])).rejects.toMatchObject({ code: 'text-encoder-mismatch' })
  })

  test('refuses a row without the noise level that the stage needs', async () => {
    const { rows } = await stepOf('stage-2', 'wide')
    const [row] = rows
    if (row === undefined) throw new Error('a row is needed')
    const { input, timestep, text } = row
    await expect(unet.predict([{ input, timestep, text }])).rejects.toThrow('noise level')
  })
})
