import { describe, expect, it } from 'vitest'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import { fromEngine, type FromEngine } from '#src/engine/protocol.ts'
import { serve } from '#src/engine/serve.ts'
import { scratchFolder } from './scratch-engine.ts'
import { openBackend } from '#test/renderer/stub-backend.ts'

/** The engine's side of the line without a process; `backlog` is how full the line is. */
async function service(backlog = 0) {
  const settings = {
    modelDirs: [],
    device: 'cpu',
    threads: 1,
    memoryBudget: 1e9,
    cacheDir: await scratchFolder(),
  } as const
  const renderer = await createRenderer(settings, { openBackend })
  const said: FromEngine[] = []
  const ended = new Map<string, { readonly resolve: () => void; readonly reject: (error: Error) => void }>()
  const { receive, done } = serve(renderer, {
    backlog: () => backlog,
    send(message) {
      // All that is said passes the check on the other side.
      said.push(fromEngine.parse(message))
      if (message.type === 'failed') ended.get(message.id)?.reject(new Error(message.stack))
      if (message.type === 'ended') ended.get(message.id)?.resolve()
    },
  })
  const rested = (): boolean => said.some(({ type }) => type === 'capacity')
  return {
    said,
    lastActivity: () => said.findLast((message) => message.type === 'activity')?.activity.kind,
    /** Resolves when it has measured how many jobs pay: then it writes no more. */
    rest: () => expect.poll(rested).toBe(true),
    receive,
    done,
    draw: (id: string, prompt: string, steps = 10) =>
      new Promise<void>((resolve, reject) => {
        ended.set(id, { resolve, reject })
        const previews = { everyMilliseconds: 0, edge: 64 }
        const request = { mode: 'generate', prompt, seed: 1, size: 64, steps } as const
        receive({ type: 'draw', id, request, pictures: [], options: { previews } })
      }),
  }
}

const previewsIn = (said: readonly FromEngine[]): number =>
  said.filter((message) => message.type === 'event' && message.event.type === 'step' && message.event.preview).length

describe('the engine’s side of the protocol', () => {
  it('reports last that it is idle, also after it has measured the capacity', async () => {
    const { draw, rest, lastActivity, said } = await service()
    await draw('a', 'a fox')
    await rest()
    await expect.poll(lastActivity).toBe('idle')
    expect(said.findLastIndex(({ type }) => type === 'capacity')).toBeLessThan(
      said.findLastIndex(({ type }) => type === 'activity'),
    )
  })

  it('sends previews while the channel is free, and only steps while it is congested', async () => {
    const free = await service(0)
    await free.draw('a', 'a fox')
    await free.rest()
    expect(previewsIn(free.said)).toBe(10)
    const crowded = await service(100)
    await crowded.draw('a', 'a fox')
    await crowded.rest()
    expect(previewsIn(crowded.said)).toBe(0)
    expect(crowded.said.filter(({ type }) => type === 'event')).toHaveLength(
      free.said.filter(({ type }) => type === 'event').length,
    )
  })

  it('sends no float arrays along with a picture', async () => {
    const { said, draw, rest } = await service()
    await draw('a', 'a fox')
    await rest()
    const picture = said.find((message) => message.type === 'event' && message.event.type === 'picture')
    expect(JSON.stringify(picture)).not.toContain('"planes"')
  })

  it('draws several jobs at once, and reports when it is idle and its capacity', async () => {
    const { said, draw, rest } = await service()
    await Promise.all([draw('a', 'a fox'), draw('b', 'a wolf'), draw('c', 'a bear')])
    await rest()
    expect(said.filter(({ type }) => type === 'ended')).toHaveLength(3)
    const activities = said.flatMap((message) => (message.type === 'activity' ? [message.activity.kind] : []))
    expect(activities[0]).toBe('between')
    // Once when the last job ended, once when it had measured.
    expect(activities.filter((kind) => kind === 'idle')).toHaveLength(2)
    expect(activities.at(-1)).toBe('idle')
  })

  it('cancels running jobs at a shutdown message, and then ends', async () => {
    const { said, receive, done, draw } = await service()
    const drawing = draw('a', 'slow 5', 500)
    await expect.poll(() => previewsIn(said)).toBeGreaterThan(1)
    receive({ type: 'shutdown' })
    await drawing
    await done
    expect(said).toContainEqual({ type: 'ended', id: 'a', how: 'cancelled' })
  })
})
