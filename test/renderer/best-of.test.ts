import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RendererEvent } from '#src/renderer/events.ts'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { collect, scratchFolder } from '#test/engine/scratch-engine.ts'
import { judgedCascade } from '#test/harness/judged-cascade.ts'

const readings = [
  { prompt: 'a duck', view: { name: 'identity' } },
  { prompt: 'a rabbit', view: { name: 'flip' } },
] satisfies Extract<DrawRequest, { readonly mode: 'anagram' }>['readings']
const steps = { steps: 2, stageTwo: { steps: 3 } } as const
const anagram = { mode: 'anagram', readings, ...steps } as const

async function opened({ scorer = true, illusions }: { scorer?: boolean; illusions?: object } = {}) {
  const { folder, remove } = await judgedCascade(illusions)
  onTestFinished(remove)
  if (!scorer) await rm(join(folder, 'judge'), { recursive: true })
  const settings = { modelDirs: [folder], device: 'cpu', threads: 1, memoryBudget: 1e9 } as const
  const renderer = await createRenderer({ ...settings, cacheDir: await scratchFolder() })
  onTestFinished(() => renderer.close())
  return (request: DrawRequest) => renderer.draw(request, new Map())
}

const only = <Type extends RendererEvent['type']>(events: readonly RendererEvent[], type: Type) =>
  events.filter((event): event is Extract<RendererEvent, { type: Type }> => event.type === type)

describe('the best of several', () => {
  it('goes on alone from stage I, and is the picture that its own seed draws', async () => {
    const draw = await opened()
    const events = await collect(draw({ ...anagram, seed: 5, bestOf: 4 }))
    const [chosen] = only(events, 'chosen')
    const [picture, ...others] = only(events, 'picture')
    expect(others).toEqual([])
    expect(chosen?.candidates.map(({ seed }) => seed)).toEqual([5, 6, 7, 8])
    const scores = chosen?.candidates.map(({ scores }) => scores.alignment) ?? []
    expect(new Set(scores).size).toBe(4)
    expect(chosen?.seed).toBe(5 + scores.indexOf(Math.max(...scores)))
    expect(only(events, 'started')).toMatchObject([{ count: 1, candidates: 4, total: 4 * 2 + 3 }])
    const drawn = only(events, 'step')
    expect(drawn.map(({ done }) => done)).toEqual(Array.from({ length: 11 }, (_, i) => i + 1))
    expect(drawn.map(({ candidate }) => candidate)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, undefined, undefined, undefined])
    expect(picture).toMatchObject({ picture: 0, seed: chosen?.seed, recipe: { chosenFrom: 4, request: { bestOf: 1 } } })
    const [alone] = only(await collect(draw({ ...anagram, seed: chosen?.seed })), 'picture')
    expect(alone?.planes.data).toEqual(picture?.planes.data)
    expect(alone?.recipe).toEqual({ ...picture?.recipe, chosenFrom: undefined })
  })

  it('of pictures with one prompt fits that prompt best, and may stay small', async () => {
    const draw = await opened()
    const events = await collect(draw({ mode: 'generate', prompt: 'a fox', size: 64, steps: 2, seed: 1, bestOf: 3 }))
    const [chosen] = only(events, 'chosen')
    const best = chosen?.candidates.toSorted((a, b) => b.scores.alignment - a.scores.alignment)[0]
    expect(only(events, 'picture')).toMatchObject([{ seed: best?.seed, recipe: { scores: best?.scores } }])
  })

  it('is drawn by default where its makers recommend it, unless a seed is given', async () => {
    const draw = await opened({ illusions: { best_of: 3 } })
    const chosen = async (request: Exclude<DrawRequest, { readonly mode: 'compare' }>) =>
      only(await collect(draw({ ...request, size: 64, stageTwo: undefined })), 'chosen').map(
        ({ candidates }) => candidates.length,
      )
    expect(await chosen(anagram)).toEqual([3])
    expect(await chosen({ ...anagram, bestOf: 2 })).toEqual([2])
    expect(await chosen({ ...anagram, bestOf: 1 })).toEqual([])
    expect(await chosen({ ...anagram, seed: 5 })).toEqual([])
    expect(await chosen({ ...anagram, count: 2 })).toEqual([])
    expect(await chosen({ mode: 'generate', prompt: 'a fox', steps: 2 })).toEqual([])
  })

  it('needs a CLIP, and so do balanced readings, which is said before anything is loaded', async () => {
    const draw = await opened({ scorer: false, illusions: { best_of: 4 } })
    for (const own of [{ bestOf: 2 }, { merge: 'balanced' as const }]) {
      const seen: string[] = []
      const drawing = async () => {
        for await (const { type } of draw({ ...anagram, ...own })) seen.push(type)
      }
      await expect(drawing()).rejects.toMatchObject({ code: 'no-scorer' })
      expect(seen).toEqual([])
    }
    // What is recommended for a model with a scorer does not hold without one.
    expect(only(await collect(draw({ ...anagram, size: 64, stageTwo: undefined })), 'chosen')).toEqual([])
  })

  it('needs a prompt, and is one picture', async () => {
    const draw = await opened()
    await expect(collect(draw({ mode: 'generate', bestOf: 2 }))).rejects.toMatchObject({ code: 'bad-request' })
    await expect(collect(draw({ ...anagram, bestOf: 2, count: 2 }))).rejects.toMatchObject({ code: 'bad-request' })
  })
})
