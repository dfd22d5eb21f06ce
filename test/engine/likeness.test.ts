import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { likenessBounds } from '#src/community/guess/likeness.ts'
import type { Engine } from '#src/engine/engine.ts'
import { type EmbeddedEngine, embeddedEngine } from '../harness/embedded-engine.ts'

describe('the likeness of texts, by the text encoder of the included model', { timeout: 240_000 }, () => {
  let embedded: EmbeddedEngine
  let engine: Engine
  beforeAll(async () => {
    embedded = await embeddedEngine()
    engine = embedded.open()
    await new Promise<void>((resolve) => {
      const unsubscribe = engine.onStatus(({ state }) => {
        if (state !== 'ready') return
        unsubscribe()
        resolve()
      })
    })
  }, 240_000)
  afterAll(async () => {
    await engine.stop()
    await embedded.remove()
  })

  const request = { mode: 'generate', prompt: 'a red fox', size: 64, steps: 12, seed: 1 } as const

  it('is unknown as long as no text encoder is in memory, and nothing is loaded for it', async () => {
    expect(await engine.likeness?.(['a duck'], ['a mallard'])).toBeNull()
  })

  it('is answered while a picture is drawn, and the picture is finished', async () => {
    const seen: string[] = []
    let asked: Promise<readonly (readonly number[])[] | null> | undefined
    for await (const event of engine.draw('one', request, new Map())) {
      seen.push(event.type)
      if (event.type === 'step' && asked === undefined)
        asked = engine.likeness?.(['a mallard', 'a bicycle'], ['a duck', 'a car'])?.then((rows) => {
          seen.push('likeness')
          return rows
        })
    }
    const rows = await asked
    expect(rows).toHaveLength(2)
    expect(rows?.[0]?.[0]).toBeGreaterThan(rows?.[0]?.[1] ?? 1)
    expect(rows?.[1]?.[1]).toBeGreaterThan(rows?.[1]?.[0] ?? 1)
    expect(seen.indexOf('likeness')).toBeLessThan(seen.lastIndexOf('step'))
    expect(seen.at(-1)).toBe('done')
  })

  it('keeps wrong words below the bounds, and lets synonyms over them', async () => {
    const synonyms = [
      ['king of the jungle', 'a lion'],
      ['halloween pumpkin', 'a jack-o’-lantern'],
      ['coconut palm', 'a palm tree'],
      ['a cheeseburger', 'a hamburger'],
      ['steam engine', 'a train'],
      ['a sailing boat', 'a sailboat'],
    ] as const
    const things = ['a duck', 'a castle', 'a strawberry', 'a bicycle', 'an old man', 'a volcano', 'a guitar', 'a shark']
    const rows = (await engine.likeness?.(things, things)) ?? []
    const wrong = rows.flatMap((row, index) => row.filter((_, other) => other !== index))
    expect(wrong).toHaveLength(56)
    expect(Math.max(...wrong)).toBeLessThan(likenessBounds.close)
    expect(rows.map((row, index) => row[index])).toEqual(things.map(() => expect.closeTo(1, 5)))
    const alike = await Promise.all(
      synonyms.map(async ([word, thing]) => (await engine.likeness?.([word], [thing]))?.[0]?.[0] ?? 0),
    )
    expect(alike.filter((value) => value >= likenessBounds.close).length, alike.join(' ')).toBeGreaterThanOrEqual(4)
    expect(alike.filter((value) => value >= likenessBounds.right).length, alike.join(' ')).toBeGreaterThanOrEqual(2)
  })

  it('is answered, or unknown, when the engine ends', async () => {
    const late = engine.likeness?.(['a duck'], ['a lorry'])
    await engine.stop()
    const rows = await late
    expect(rows === null || rows?.length === 1).toBe(true)
    expect(await engine.likeness?.(['a duck'], ['a lorry'])).toBeNull()
  })
})
