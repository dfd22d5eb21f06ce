import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import { collect, scratchFolder } from '#test/engine/scratch-engine.ts'
import { openBackend } from './stub-backend.ts'

const drawn = (inside: string): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="white"/>${inside}</svg>`,
    ),
  )
    .png()
    .toBuffer()
const outline = () => drawn('<circle cx="128" cy="140" r="80" fill="none" stroke="black" stroke-width="5"/>')
const filled = () =>
  drawn('<circle cx="128" cy="140" r="80" fill="#c22"/><path d="M128 60l30-40" stroke="#642" stroke-width="9"/>')
/** Grain and gradients, as a photograph has them. */
const photograph = (): Promise<Buffer> => {
  const data = Buffer.from(Array.from({ length: 3 * 256 * 256 }, (_, i) => (i % 251) / 2 + ((i * 7919) % 97)))
  return sharp(data, { raw: { width: 256, height: 256, channels: 3 } })
    .png()
    .toBuffer()
}

async function started(bytes: Buffer, more: object, mode: 'edit' | 'compare' = 'edit') {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const edit = {
    mode: 'edit',
    picture: { sha256, name: 'mine.png' },
    prompt: 'an apple',
    size: 64,
    seed: 1,
    steps: 2,
    ...more,
  }
  const request = mode === 'edit' ? edit : { mode, of: edit, axes: [{ setting: 'seed', values: [1, 2] }] }
  const settings = {
    modelDirs: [],
    device: 'cpu',
    threads: 1,
    memoryBudget: 1e9,
    cacheDir: await scratchFolder(),
  } as const
  const renderer = await createRenderer(settings, { openBackend })
  const events = await collect(renderer.draw(parseRequest(request), new Map([[sha256, bytes]])))
  const event = events.find(({ type }) => type === 'started')
  return event?.type === 'started' ? event : expect.unreachable('nothing was started')
}

describe('an edit without a given strength', () => {
  it.each([
    ['an outline', outline, 0.95],
    ['filled areas', filled, 0.85],
  ] as const)('redraws more of a sketch: %s', async (_, picture, strength) => {
    const { request, notices } = await started(await picture(), {})
    expect(request).toMatchObject({ strengths: [strength] })
    expect(notices.join()).toContain(`looks like a sketch, so more of it was redrawn (strength ${strength})`)
  })

  it('uses the default for a photograph', async () => {
    const { request, notices } = await started(await photograph(), {})
    expect(request).toMatchObject({ strengths: [0.7] })
    expect(notices).toEqual([])
  })

  it('applies in a comparison too', async () => {
    const { request } = await started(await outline(), {}, 'compare')
    expect(request).toMatchObject({ cells: [[{ strengths: [0.95] }], [{ strengths: [0.95] }]] })
  })
})

it.each([{ strength: 0.5 }, { sweep: [0.3, 0.6] }])('a given strength applies to sketches: %o', async (given) => {
  const { request, notices } = await started(await outline(), given)
  expect(request).toMatchObject({ strengths: given.sweep ?? [given.strength] })
  expect(notices).toEqual([])
})
