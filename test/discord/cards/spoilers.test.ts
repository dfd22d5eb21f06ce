import { messagesIn } from '#src/messages/languages.ts'
import { describe, expect, it } from 'vitest'
import { jobControls as controls } from '#src/discord/buttons/registry.ts'
import { endedCard } from '#src/discord/cards/endings.ts'
import { runningCard } from '#src/discord/cards/progress.ts'
import { recipeCard } from '#src/discord/cards/recipe.ts'
import type { Payload } from '#src/discord/components/payload.ts'
import { encodePng } from '#src/image/encode.ts'
import { textsOf } from '#src/image/png-chunks.ts'
import { recipeTexts } from '#src/image/recipe-text.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { finishedCard } from '../../harness/finished-card.ts'
import { jobOf, resultsOf, spoilerOrigin } from '../../harness/samples.ts'

/** The near reading of a hybrid and the upright one of an anagram are open. What is to be found is secret. */
const illusions: readonly (readonly [string, DrawRequest])[] = [
  [
    'an anagram',
    {
      mode: 'anagram',
      readings: [
        { prompt: 'open', view: { name: 'identity' } },
        { prompt: 'secret', view: { name: 'flip' } },
      ],
    },
  ],
  [
    'a hybrid',
    {
      mode: 'hybrid',
      kind: 'low_high',
      parts: [
        { component: 'low', prompt: 'secret' },
        { component: 'high', prompt: 'open' },
      ],
    },
  ],
]

/** All that a message shows before anyone presses a spoiler: texts, alt texts, file names, and what open files say inside. */
function shownOpenly({ components, files }: Payload): string {
  const texts = JSON.stringify(components).replaceAll(/\|\|.*?\|\|/g, '')
  const named = files.map(({ name }) => name)
  const inside = files.flatMap(({ data, spoiler }) => (spoiler === true ? [] : textsOf(data).map(({ text }) => text)))
  return [texts, ...named, ...inside].join('\n')
}

describe.each(illusions)('a spoiler on %s', (_, request) => {
  const job = jobOf(request, { origin: spoilerOrigin })
  const [result] = resultsOf(job)
  const recipe = result?.recipe
  if (recipe === undefined) throw new Error('no result')

  it('hides the content in the finished picture that is shown as the last preview', async () => {
    const pixels = { width: 8, height: 8, data: new Uint8Array(256).fill(255) }
    const preview = await encodePng(pixels, recipeTexts(recipe))
    const card = runningCard(job, { line: () => 'step', fraction: 1, preview }, controls.progress(job))
    expect(textsOf(preview.bytes)).not.toEqual([])
    expect(shownOpenly(card)).not.toContain('secret')
    for (const { data } of card.files) expect(textsOf(data)).toEqual([])
  })

  it('hides it in the result and its details', () => {
    expect(shownOpenly(finishedCard(job, { spoiler: true }))).not.toContain('secret')
    expect(shownOpenly(recipeCard({ recipe, job, messages: messagesIn('en-US') }))).not.toContain('secret')
    expect(shownOpenly(recipeCard({ recipe, job, messages: messagesIn('en-US') }))).toContain('open')
  })

  it('hides it in the note about words that the model cannot read', () => {
    const failure = { code: 'prompt-unreadable', message: 'The model cannot read “secret”.' }
    const failed = endedCard({ ...job, state: 'failed', failure }, [])
    expect(shownOpenly(failed)).not.toContain('secret')
    expect(JSON.stringify(failed)).toContain('secret')
  })
})
