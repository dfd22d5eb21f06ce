import { messagesIn } from '#src/messages/languages.ts'
import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { runningCard, waitingCard } from '#src/discord/cards/progress.ts'
import { type DisplayState, layout } from '#src/discord/cards/layout.ts'
import { endedCard, handedOverCard, offerCard, interruptedCard } from '#src/discord/cards/endings.ts'
import { settingsOf } from '#src/discord/cards/settings-line.ts'
import { jobControls as controls } from '#src/discord/buttons/registry.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { Payload } from '#src/discord/components/payload.ts'
import { finishedCard } from '../../harness/finished-card.ts'
import { jobOf, longestRequests, resultsOf, spoilerOrigin } from '../../harness/samples.ts'

const english = messagesIn('en-US')

type Anything = { readonly type: ComponentType; readonly components?: readonly Anything[] } & Record<string, unknown>

/** Every component of a message, nested ones included. */
function all(components: readonly APIMessageTopLevelComponent[]): Anything[] {
  const walk = (component: Anything): Anything[] => [component, ...(component.components ?? []).flatMap(walk)]
  return components.flatMap((component) => walk(component as unknown as Anything))
}

const fox = { sha256: 'a'.repeat(64), name: 'fox.png' }

/** The file that stands small beside a text. */
const thumbnailOf = ({ accessory }: Record<string, unknown>): string =>
  (accessory as { readonly media: { readonly url: string } }).media.url

/** Discord's bounds, as its documentation of components and messages has them. */
function check(payload: Payload): void {
  const components = all(payload.components)
  expect(components.length).toBeLessThanOrEqual(40)
  const texts = components.filter(({ type }) => type === ComponentType.TextDisplay)
  const length = texts.reduce((sum, { content }) => sum + String(content).length, 0)
  expect(length).toBeLessThanOrEqual(4000)
  expect(texts.every(({ content }) => String(content).length > 0)).toBe(true)
  const named = new Set(payload.files.map(({ name }) => `attachment://${name}`))
  const shown = new Set<string>()
  for (const { type, ...rest } of components) {
    if (type === ComponentType.Button) {
      expect(String(rest['custom_id']).length).toBeLessThanOrEqual(100)
      expect(String(rest['label']).length).toBeLessThanOrEqual(80)
    }
    if (type === ComponentType.ActionRow) expect(rest.components?.length).toBeLessThanOrEqual(5)
    if (type === ComponentType.Section) shown.add(thumbnailOf(rest))
    if (type !== ComponentType.MediaGallery) continue
    const items = rest['items'] as readonly { readonly media: { readonly url: string }; readonly description: string }[]
    expect(items.length).toBeGreaterThan(0)
    expect(items.length).toBeLessThanOrEqual(10)
    for (const { media, description } of items) {
      expect(description.length).toBeLessThanOrEqual(1024)
      shown.add(media.url)
    }
  }
  // A file that nothing shows would not be seen, a picture without its file is refused.
  expect(shown).toEqual(named)
  expect(payload.files.length).toBeLessThanOrEqual(10)
}

const preview = { bytes: new Uint8Array(10), format: 'png', width: 64, height: 64 } as const

describe('every message of every mode stays within Discord’s limits', () => {
  it.each(longestRequests.map((request) => [request.mode, request] as const))('%s', (_, request) => {
    const job = jobOf(request)
    const progress = controls.progress(job)
    check(waitingCard(job, undefined, progress))
    check(waitingCard(job, { position: 200, ready: undefined, hasEngine: false }, progress))
    check(waitingCard(job, { position: 200, ready: 1e12, hasEngine: true }, progress))
    check(runningCard(job, { line: () => 'step', fraction: 0.5, preview }, progress))
    check(runningCard(job, { line: () => 'step', fraction: 0.5, preview: undefined }, progress))
    const failure = { code: 'x', message: 'm'.repeat(300) }
    check(endedCard({ ...job, state: 'cancelled' }, controls.ended(job)))
    check(endedCard({ ...job, state: 'failed', failure }, controls.ended(job)))
    check(handedOverCard(job))
    check(offerCard(job, 1e12, controls.offer(job)))
    check(offerCard(job, undefined, controls.offer(job)))
    check(interruptedCard(job))
    for (const width of [64, 256] as const) {
      for (const picked of [undefined, 0, 3]) {
        for (const turned of [0, 3]) {
          const display = { turned, ...(picked === undefined ? {} : { picked }) }
          check(finishedCard(job, { width, display, heading: 'For <@1>', spoiler: true }))
        }
      }
    }
  })
})

describe('a finished picture', () => {
  const job = jobOf({ mode: 'generate', prompt: 'a red fox', seed: 41, count: 2 })
  const said = (width: 64 | 256, display: DisplayState = {}) =>
    JSON.stringify(finishedCard(job, { width, display }).components)

  it('shows prompt, seeds and time, and leaves the settings to the details', () => {
    expect(said(256)).toContain('**a red fox**')
    expect(said(256)).toContain('"-# seeds 41–42 · 61 min 39 s"')
    const [drawn] = resultsOf(job)
    expect(drawn && settingsOf(drawn.recipe.request, english.settingLine, drawn)).toEqual([
      'seeds 41–42',
      '100 + 50 steps',
      'guidance 7 + 4',
      'ddpm',
      '256 px',
      'duckling',
    ])
  })

  it('has at most two rows of three buttons, besides the menu that picks a picture', () => {
    for (const request of [...longestRequests, { mode: 'generate', prompt: 'a fox' } as const]) {
      for (const display of [{}, { picked: 1 }]) {
        const rows = all(finishedCard(jobOf(request), { width: 64, display }).components)
          .filter(({ type }) => type === ComponentType.ActionRow)
          .map(({ components = [] }) => components.filter(({ type }) => type === ComponentType.Button).length)
          .filter((buttons) => buttons > 0)
        expect(rows.length).toBeLessThanOrEqual(2)
        expect(Math.max(...rows)).toBeLessThanOrEqual(3)
      }
    }
  })

  it('shows only settings that were used for an upscaling and for a study', () => {
    const of = (mode: 'upscale' | 'denoise') => {
      const [drawn] = resultsOf(jobOf({ mode, picture: fox, seed: 1 }))
      return drawn && settingsOf(drawn.recipe.request, english.settingLine).join(' · ')
    }
    expect(of('upscale')).toContain('seed 1 · smart100 steps · guidance 6 · ddpm · 256 px')
    expect(of('denoise')).toMatch(/seed 1 · guidance [\d.]+ · \d+ px/)
  })

  it('says “four times as large” only of an enlargement that is', () => {
    const headlineOf = (method: 'whole' | 'tiles') =>
      JSON.stringify(finishedCard(jobOf({ mode: 'upscale', method, picture: fox, seed: 1 })).components)
    expect(headlineOf('tiles')).toContain('fox.png, four times as large')
    expect(headlineOf('whole')).toContain('fox.png, redrawn at 256 px')
  })

  it('shows the size of an enlargement in tiles', () => {
    const job = jobOf({ mode: 'upscale', method: 'tiles', picture: fox, seed: 1 })
    const [drawn] = resultsOf(job)
    expect(
      drawn && settingsOf(drawn.recipe.request, english.settingLine, { ...drawn, width: 1024, height: 1024 }),
    ).toContain('1024 px')
  })

  it('leaves the strips of several pictures to the Steps button', () => {
    expect(said(256)).not.toContain('strip.png')
    expect(said(256)).toContain('steps:a1b2c3d4e5f6')
  })

  it('offers to upscale each 64 px picture in the details, and a 256 px one once it is picked', () => {
    const results = resultsOf(job, 64)
    const more = JSON.stringify(
      controls.more(job, results, layout(job, results), { inChannel: true, mayEnter: true, messages: english }),
    )
    expect(more).toContain('upscale!:a1b2c3d4e5f6:0')
    expect(more).toContain('upscale!:a1b2c3d4e5f6:1')
    expect(said(256)).not.toContain('upscale:')
    expect(said(256, { picked: 1 })).toContain('upscale:a1b2c3d4e5f6:1')
  })

  it('shows a picked one alone, with its seed, its strip and its buttons', () => {
    const picked = said(256, { picked: 1 })
    expect(picked).toContain('picture 2: seed 2')
    expect(picked).toContain('duckrabbit-1-strip.png')
    expect(picked).not.toContain('duckrabbit-0-')
    expect(picked).toContain('vary:a1b2c3d4e5f6:little:1')
    expect(picked).toContain('"value":"1","default":true')
  })
})

describe('a result with suspense', () => {
  const running = (request: DrawRequest) => {
    const payload = runningCard(
      jobOf(request, { origin: spoilerOrigin }),
      { line: () => 'step', fraction: 0.5, preview },
      [],
    )
    return { said: JSON.stringify(payload.components), hidden: payload.files.map(({ spoiler }) => spoiler) }
  }
  const view = (name: 'identity' | 'flip', prompt: string) => ({ prompt, view: { name } })

  it('hides the preview like the finished picture', () => {
    const { said, hidden } = running({ mode: 'generate', prompt: 'a red fox' })
    expect(said).toContain('**a red fox**')
    expect(said).toContain('"spoiler":true')
    expect(hidden).toEqual([true])
  })

  it('shows only the first reading in the heading', () => {
    const anagram = running({ mode: 'anagram', readings: [view('identity', 'a duck'), view('flip', 'a rabbit')] })
    expect(anagram.said).toContain('**a duck – as it is**\\n||a rabbit – flipped upside down||')
    expect(anagram.hidden).toEqual([false])
    const parts = [
      { component: 'low', prompt: 'a skull' },
      { component: 'high', prompt: 'a hill' },
    ] as const
    const hybrid = running({ mode: 'hybrid', kind: 'low_high', parts: [...parts] })
    expect(hybrid.said).toContain('||**a skull – from far away**||\\na hill – from close by')
    const pinned = { component: 'low' as const, picture: { sha256: 'a'.repeat(64), name: 'skull.png' } }
    const inverse = running({ mode: 'hybrid', kind: 'low_high', parts: [parts[1]], pinned })
    expect(inverse.said).toContain('**a hill – from close by**\\n||skull.png – from far away||')
  })

  it('reveals nothing hidden in alt texts', () => {
    const job = jobOf(
      { mode: 'anagram', readings: [view('identity', 'a duck'), view('flip', 'a rabbit')] },
      { origin: spoilerOrigin },
    )
    const alts = (payload: Payload) =>
      [...JSON.stringify(payload.components).matchAll(/"description":"([^"]*)"/g)].map(([, alt]) => alt)
    expect(alts(runningCard(job, { line: () => 'step', fraction: 0.5, preview }, []))).toEqual([
      'Unfinished: a duck – as it is',
    ])
    const text = alts(finishedCard(job, { spoiler: true })).join()
    expect(text).toContain('a duck')
    expect(text).not.toContain('rabbit')
    expect(alts(finishedCard(job, { spoiler: false })).join()).toContain('rabbit')
  })

  it('names all parts that are visible at once', () => {
    const parts = ['a skull', 'a hill'].map((prompt) => ({ component: 'scale' as const, prompt }))
    expect(running({ mode: 'hybrid', kind: 'scale', parts }).said).not.toContain('||')
  })
})

describe('several anagrams', () => {
  const view = (name: 'identity' | 'flip', prompt: string) => ({ prompt, view: { name } })
  const job = jobOf({ mode: 'anagram', readings: [view('identity', 'a duck'), view('flip', 'a rabbit')], count: 3 })
  const shown = (display: DisplayState) =>
    finishedCard(job, { display }).files.map(({ name }) => name.replace('duckrabbit-', ''))

  it('turn together', () => {
    expect(shown({})).toEqual(['0-reading-0.png', '1-reading-0.png', '2-reading-0.png'])
    expect(shown({ turned: 1 })).toEqual(['0-reading-1.png', '1-reading-1.png', '2-reading-1.png'])
    const said = JSON.stringify(finishedCard(job, { display: { turned: 1 } }).components)
    expect(said).toContain('flipped upside down: **a rabbit**')
    expect(said).toContain('turn:a1b2c3d4e5f6:0"')
    expect(said).not.toContain('animate:')
  })

  it('turn one by one once one is picked', () => {
    const display = { picked: 2, turned: 1 }
    expect(shown(display)).toEqual(['2-reading-1.png', '2-reading-0.png', '2-strip.png'])
    const { components } = finishedCard(job, { display })
    expect(all(components).filter(({ type }) => type === ComponentType.Section)).toHaveLength(1)
    for (const id of ['turn:a1b2c3d4e5f6:0:2', 'animate:a1b2c3d4e5f6:2', 'pick:a1b2c3d4e5f6:1'])
      expect(JSON.stringify(components)).toContain(id)
  })
})
