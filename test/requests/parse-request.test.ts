import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { samplerNames } from '#src/pipeline/samplers/registry.ts'
import { viewNames } from '#src/pipeline/views/registry.ts'
import { modes } from '#src/requests/modes/registry.ts'
import { parseRequest } from '#src/requests/parse-request.ts'

const modeNames = Object.keys(modes).join(', ')
const picture = { sha256: 'a'.repeat(64), name: 'fox.png' }

function refusal(input: unknown): string {
  try {
    parseRequest(input)
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    if (error instanceof UserError) return error.message
  }
  throw new Error('it was accepted')
}

const anagramOf = (...readings: readonly (readonly [string, unknown])[]) => ({
  mode: 'anagram',
  readings: readings.map(([prompt, view]) => ({ prompt, view })),
})

describe('parseRequest', () => {
  it('accepts a request of each mode', () => {
    const requests = [
      { mode: 'generate' },
      { mode: 'generate', prompt: 'a red fox', seed: 7, steps: 'smart50', sampler: 'dpm++', size: 256, count: 4 },
      { mode: 'edit', picture, prompt: 'a fox', strength: 0.5 },
      { mode: 'edit', picture, sweep: [0.4, 0.6] },
      { mode: 'inpaint', picture, mask: { from: 'cells', cells: [7, 8, 12] }, quality: 'good', jumpLength: 5 },
      { mode: 'inpaint', picture, mask: { from: 'picture', picture } },
      {
        mode: 'anagram',
        readings: [
          { prompt: 'a duck', view: { name: 'identity' } },
          { prompt: 'a rabbit', view: { name: 'rotate_cw' } },
        ],
      },
      {
        mode: 'hybrid',
        kind: 'low_high',
        parts: [
          { component: 'high', prompt: 'a waterfall' },
          { component: 'low', prompt: 'a skull' },
        ],
      },
      {
        mode: 'hybrid',
        kind: 'colour',
        parts: [{ component: 'colour', prompt: 'a parrot' }],
        pinned: { component: 'grey', picture },
      },
      { mode: 'denoise', picture, levels: [100, 900] },
      { mode: 'upscale', picture, method: 'tiles' },
      { mode: 'style', picture, style: 'in the style of a woodcut' },
      { mode: 'compare', of: { mode: 'generate', prompt: 'x' }, axes: [{ setting: 'guidance', values: [1, 7] }] },
      { mode: 'compare', of: { mode: 'generate', count: 1 }, axes: [{ setting: 'guidance', values: [1, 7] }] },
    ]
    for (const request of requests) expect(parseRequest(request)).toEqual(request)
  })

  it.each<[unknown, string]>([
    [
      {
        mode: 'anagram',
        readings: [
          { prompt: 'a', view: { name: 'identity' } },
          { prompt: 'b', view: { name: 'flip' } },
        ],
        start: { picture, strength: 2 },
      },
      '`start.strength` must be a number from 0.01 to 1; you gave 2.',
    ],
    [{ mode: 'generate', steps: 0 }, '`steps` must be a whole number from 1 to 1000; you gave 0.'],
    [{ mode: 'generate', steps: 2.5 }, '`steps` must be a whole number from 1 to 1000; you gave 2.5.'],
    [{ mode: 'generate', steps: Number.NaN }, '`steps` must be a whole number from 1 to 1000; you gave NaN.'],
    [
      { mode: 'generate', steps: 'smart51' },
      '`steps` must be a whole number from 1 to 1000, or one of fast27, smart27, smart50, smart100, smart185, super27, super40, super100; you gave "smart51".',
    ],
    [
      { mode: 'generate', seed: 'seven' },
      '`seed` must be a whole number from 0 to 9007199254740991; you gave "seven".',
    ],
    [{ mode: 'generate', seed: -1 }, '`seed` must be a whole number from 0 to 9007199254740991; you gave -1.'],
    [{ mode: 'generate', guidance: 31 }, '`guidance` must be a number from 0 to 30; you gave 31.'],
    [{ mode: 'generate', size: 128 }, '`size` must be 64, 256 or 1024; you gave 128.'],
    [
      { mode: 'generate', sampler: 'no-such' },
      `\`sampler\` must be one of ${samplerNames.join(', ')}; you gave "no-such".`,
    ],
    [
      { mode: 'generate', prompt: 'x'.repeat(1001) },
      '`prompt` must be text of at most 1000 characters; you gave 1001 characters.',
    ],
    [{ mode: 'generate', colour: 'red' }, 'There is no setting `colour` here.'],
    [
      { mode: 'generate', stageTwo: { noiseLevel: 1000 } },
      '`stageTwo.noiseLevel` must be a whole number from 0 to 999; you gave 1000.',
    ],
    [{ mode: 'generate', stageTwo: { shine: 1 } }, '`stageTwo` has no setting `shine`.'],
    [
      { mode: 'generate', steps: { timesteps: [500, 600, 0] } },
      '`steps.timesteps` must fall from step to step and end at 0; you gave 3 of them.',
    ],
    [{ mode: 'paint' }, `\`mode\` must be one of ${modeNames}; you gave "paint".`],
    [{}, `\`mode\` is missing; it must be one of ${modeNames}.`],
    [{ mode: 'edit' }, '`picture` is missing; it must be a picture.'],
    [{ mode: 'edit', picture, strength: 0.5, sweep: [0.1, 0.2] }, 'Give either `strength` or `sweep`, not both.'],
    [{ mode: 'edit', picture, strength: 0 }, '`strength` must be a number from 0.01 to 1; you gave 0.'],
    [
      { mode: 'inpaint', picture, mask: { from: 'regions', regions: ['middle'] } },
      'Value 1 of `mask.regions` must be one of left, right, top, bottom, centre, border, circle; you gave "middle".',
    ],
    [
      { mode: 'inpaint', picture, mask: { from: 'cells', cells: [26] } },
      'Value 1 of `mask.cells` must be a whole number from 1 to 25; you gave 26.',
    ],
    [
      { mode: 'inpaint', picture, mask: { from: 'transparency' }, quality: 'fast', repeats: 3 },
      '`jumpLength` and `repeats` belong to `quality` good; leave them out for the others.',
    ],
    [
      anagramOf(['a duck', { name: 'skew', factor: 9 }], ['a rabbit', { name: 'flip', factor: 1 }]),
      '`factor` of the view of prompt 1 must be a number from -8 to 8; you gave 9.',
    ],
    [
      anagramOf(['a duck', { name: 'identity' }], ['a rabbit', { name: 'flip', factor: 1 }]),
      'The view of prompt 2 has no setting `factor`.',
    ],
    [
      {
        mode: 'hybrid',
        kind: 'low_high',
        parts: [
          { component: 'low', prompt: 'a duck' },
          { component: 'high', prompt: 'x'.repeat(1001) },
        ],
      },
      'Prompt 2 must be text of at most 1000 characters; you gave 1001 characters.',
    ],
    [
      { mode: 'anagram', readings: [{ prompt: 'a duck', view: { name: 'flip' } }] },
      '`readings` must be two to four prompts, each with its view: an anagram has more than one meaning; you gave 1 of them.',
    ],
    [
      anagramOf(['a duck', { name: 'flip' }], ['a rabbit', { name: 'flip' }]),
      'Two prompts share one view; give each prompt a view of its own.',
    ],
    [
      anagramOf(['a duck', { name: 'jigsaw' }], ['a rabbit', { name: 'jigsaw', seed: 1 }]),
      'Two prompts share one view; give each prompt a view of its own.',
    ],
    [anagramOf([' ', { name: 'flip' }], ['a', { name: 'identity' }]), 'Prompt 1 must not be empty; you gave " ".'],
    [
      anagramOf(['b', { name: 'turn' }], ['a', { name: 'identity' }]),
      `The view of prompt 1 must be one of ${viewNames.join(', ')}; you gave "turn".`,
    ],
    [
      { mode: 'hybrid', kind: 'low_high', parts: [{ component: 'low', prompt: 'a skull' }] },
      'The component `high` has no prompt; a low_high hybrid needs one for each of low, high.',
    ],
    [
      { mode: 'hybrid', kind: 'low_high', parts: [{ component: 'grey', prompt: 'a skull' }] },
      'A low_high hybrid has no component `grey`; it has low, high.',
    ],
    [
      { mode: 'compare', of: { mode: 'generate' }, axes: [{ setting: 'strength', values: [0.1, 0.2] }] },
      'Only edits have a `strength` to compare; compare an edit, or vary another setting.',
    ],
    [
      { mode: 'compare', of: { mode: 'generate', count: 2 }, axes: [{ setting: 'steps', values: [5, 9] }] },
      'A comparison draws one picture in each cell; leave `count` out, and vary `seed` for more of them.',
    ],
    [
      {
        mode: 'compare',
        of: { mode: 'edit', picture, sweep: [0.2, 0.4] },
        axes: [{ setting: 'steps', values: [5, 9] }],
      },
      'A comparison draws one picture in each cell; leave `sweep` out, and vary `strength` instead.',
    ],
    [
      { mode: 'compare', of: { mode: 'generate' }, axes: [{ setting: 'guidance', values: [99, 2] }] },
      'Value 1 of setting 1 must be a number from 0 to 30; you gave 99.',
    ],
    [
      { mode: 'compare', of: { mode: 'generate', steps: 0 }, axes: [{ setting: 'seed', values: [1, 2] }] },
      expect.stringMatching(/^`steps` must be/),
    ],
    [{ mode: 'upscale', picture: 'fox.png' }, '`picture` must be a picture; you gave "fox.png".'],
    ['a fox', 'The request must be an object with a `mode`; you gave "a fox".'],
    [undefined, 'The request is missing; it must be an object with a `mode`.'],
  ])('refuses with a sentence: %#', (input, message) => {
    expect(refusal(input)).toEqual(message)
  })
})
