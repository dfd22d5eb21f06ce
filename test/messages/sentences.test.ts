import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { drawingRefused, pictureRefused } from '#src/messages/sentences.ts'
import { translate } from '#src/messages/translate.ts'
import { checkSampler, samplerNames } from '#src/pipeline/samplers/registry.ts'
import { namedMask } from '#src/requests/mask-words.ts'
import { parseRequest } from '#src/requests/parse-request.ts'

const german = messagesIn('de')

function sentenceOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
  throw new Error('nothing was refused')
}

const picture = { sha256: '0'.repeat(64), name: 'fox.png' }
const prompts = (...views: readonly object[]) => views.map((view) => ({ prompt: 'a fox', view }))
const low = { component: 'low', prompt: 'a fox' }
const high = { component: 'high', prompt: 'a fox' }
const axis = { setting: 'guidance', values: [1, 2] }

/** Requests that are refused, and how the refusal begins in German. */
const refused: readonly (readonly [request: object, german: string])[] = [
  [{ mode: 'generate', steps: 0 }, '`schritte` muss eine ganze Zahl von 1 bis 1000 sein; du hast 0 angegeben.'],
  [{ mode: 'generate', steps: 'soon' }, '`schritte` muss eine ganze Zahl von 1 bis 1000 sein oder eines von fast27, '],
  [{ mode: 'generate', guidance: 31 }, '`guidance` muss eine Zahl von 0 bis 30 sein; du hast 31 angegeben.'],
  [
    { mode: 'generate', prompt: 'a'.repeat(1001) },
    '`prompt` muss ein Text mit höchstens 1000 Zeichen sein; du hast 1001 Zeichen',
  ],
  [
    { mode: 'generate', sampler: 'no-such' },
    `\`sampler\` muss eines von ${samplerNames.join(', ')} sein; du hast "no-such"`,
  ],
  [{ mode: 'generate', size: 128 }, '`größe` muss 64, 256 oder 1024 sein; du hast 128 angegeben.'],
  [{ mode: 'generate', cleanCaption: 'x' }, '`bereinigen` muss true oder false sein; du hast "x" angegeben.'],
  [{ mode: 'generate', colour: 1 }, 'Hier gibt es keine Einstellung `colour`.'],
  [{ mode: 'generate', steps: { timesteps: [1, 2] } }, 'muss von Schritt zu Schritt fallen und mit 0 enden'],
  [{ mode: 'edit', picture, strength: 0.5, sweep: [0.1, 0.2] }, 'Gib entweder `stärke` oder `reihe` an'],
  [{ mode: 'edit', picture, sweep: [0.1] }, '`reihe` muss mindestens 2 Stärken haben; du hast 1 davon angegeben.'],
  [{ mode: 'anagram', readings: prompts({ name: 'flip' }, { name: 'flip' }) }, 'Zwei Prompts haben dieselbe Ansicht'],
  [
    { mode: 'anagram', readings: prompts({ name: 'flip' }, { name: 'flop' }) },
    'Die Ansicht von Prompt 2 muss eines von',
  ],
  [{ mode: 'anagram', readings: [{ prompt: '', view: { name: 'flip' } }] }, 'Prompt 1 darf nicht leer sein'],
  [{ mode: 'anagram', readings: prompts({ name: 'flip' }) }, 'muss aus zwei bis vier Prompts bestehen'],
  [
    { mode: 'hybrid', kind: 'low_high', parts: [low] },
    'Der Teil `high` hat keinen Prompt; ein low_high-Hybrid braucht',
  ],
  [{ mode: 'hybrid', kind: 'low_high', parts: [low, low] }, 'Jeder Teil eines Hybrids nimmt einen Prompt'],
  [
    { mode: 'hybrid', kind: 'colour', parts: [low, high] },
    'Ein colour-Hybrid hat keinen Teil `low`; er hat grey, colour.',
  ],
  [{ mode: 'hybrid', kind: 'low_high', parts: [{ ...low, weight: 1 }, high] }, '`gewichte` gehören zu scale-Hybriden'],
  [{ mode: 'hybrid', kind: 'scale', parts: [low] }, 'Ein scale-Hybrid hat keinen Teil `low`'],
  [
    { mode: 'hybrid', kind: 'low_high', parts: [low, high], pinned: { component: 'low', picture } },
    'Der Teil `low` kommt aus dem Bild',
  ],
  [{ mode: 'compare', of: { mode: 'generate' }, axes: [axis, axis] }, 'Die beiden verglichenen Einstellungen'],
  [
    { mode: 'compare', of: { mode: 'generate', count: 2 }, axes: [axis] },
    'Ein Vergleich malt ein Bild je Feld; lass `anzahl`',
  ],
  [{ mode: 'compare', of: { mode: 'generate' }, axes: [] }, 'muss eine oder zwei Einstellungen nennen'],
  [{ mode: 'denoise', picture, levels: [] }, 'muss mindestens einen Rauschpegel nennen'],
]

describe('a refusal in another language', () => {
  it.each(refused)('of %o', (request, wanted) => {
    expect(
      translate(
        sentenceOf(() => parseRequest(request)),
        german,
      ),
    ).toContain(wanted)
  })

  it('of a region', () => {
    const sentence = translate(
      sentenceOf(() => namedMask('somewhere')),
      german,
    )
    expect(sentence).toMatch(/^Ein Teil wird mit left, .* du hast „somewhere“ angegeben\.$/)
  })

  it.each(['climbing', 'alternating', 'renoising', 'ancestral'] as const)(
    'of a sampler that cannot do %s',
    (demand) => {
      expect(
        translate(
          sentenceOf(() => checkSampler('dpm++', demand)),
          german,
        ),
      ).toMatch(/; nimm .* statt dpm\+\+\.$/)
    },
  )

  it('of a challenge, with its commands and options', () => {
    expect(
      translate('This challenge asks for pictures drawn with `/anagram`. Yours was drawn with `/generate`.', german),
    ).toBe(
      'Diese Herausforderung verlangt Bilder, die mit `/anagramm` gemalt sind. Deines ist mit `/generieren` gemalt.',
    )
    expect(translate('`entries` must be a time such as 12h, 3d or 1d 6h, from 5 minutes to 60 days.', german)).toMatch(
      /^`beiträge` muss eine Dauer/,
    )
  })

  it('says parts of prompts in their own words, and what it does not know in English', () => {
    expect(translate('The model cannot read “ü”, “ö” and 3 more words, so the picture may not show it.', german)).toBe(
      'Das Modell kann “ü”, “ö” und 3 weitere Wörter nicht lesen, darum zeigt das Bild es vielleicht nicht.',
    )
    expect(translate('The moon is full.', german)).toBe('The moon is full.')
  })
})

const root = fileURLToPath(new URL('../../src/', import.meta.url))
const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))

/** All source of the rooms that write sentences, with a mark for each value in a template. */
const source = ['pipeline', 'requests', 'image', 'renderer', 'network']
  .flatMap(filesIn)
  .join('\n')
  .replaceAll(/\$\{[^}]*\}/g, '\0')
  .replaceAll('\\`', '`')

/** How a sentence may stand in the source: some put a size, a remark or both ends of a change into one value. */
function formsOf(template: string): readonly string[] {
  const marked = template.replaceAll(/\{\w+\}/g, '\0')
  return [
    marked,
    marked.replace('\0 × \0 pixels', '\0'),
    marked.replace(' from \0 to \0', ' \0'),
    marked.replace(' (white is repainted, black stays)', '\0'),
    marked.replace(/(nothing|picture);/, '$1\0;'),
  ]
}

describe('the sentences of other rooms', () => {
  const ofSamplers = ['climbing', 'alternating', 'renoising', 'ancestral']
  const all = Object.entries({ ...pictureRefused, ...drawingRefused }).filter(([key]) => !ofSamplers.includes(key))
  it.each(all)('are written somewhere: %s', (_, template) => {
    expect(
      formsOf(template).some((form) => source.includes(form)),
      template,
    ).toBe(true)
  })
})
