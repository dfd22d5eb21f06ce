import { messagesIn } from '#src/messages/languages.ts'
import { describe, expect, it } from 'vitest'
import { advancedFields, withAdvanced } from '#src/discord/forms/advanced.ts'
import { form } from '#src/discord/forms/form.ts'
import { modes } from '#src/requests/modes/registry.ts'
import { remixFields, remixedRequest } from '#src/discord/forms/remix.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import { longestRequests } from '../../harness/samples.ts'

const english = messagesIn('en-US')

const picture = { sha256: 'a'.repeat(64), name: 'fox.png' }

describe('the remix form', () => {
  it.each(longestRequests.map((request) => [request.mode, request] as const))(
    'of %s fits, and says the recipe again when nothing is changed',
    (_, request) => {
      const fields = remixFields(request, english)
      const { components } = form({ action: 'remixed', job: 'a1b2c3d4e5f6', title: 'Remix', fields })
      expect(components.length).toBeGreaterThan(0)
      expect(components.length).toBeLessThanOrEqual(5)
      const filled = Object.fromEntries(
        fields.flatMap((field) =>
          !('value' in field) || field.value === undefined || field.value === ''
            ? []
            : [[field.id, field.value.trim()]],
        ),
      )
      expect(parseRequest(remixedRequest(request, filled))).toEqual(parseRequest(request))
    },
  )

  it('clears emptied fields and takes typed ones', () => {
    const request = { mode: 'generate', prompt: 'a fox', seed: 7, steps: 20, size: 64 } as const
    expect(parseRequest(remixedRequest(request, { prompt: 'a hare', steps: 'fast27', guidance: '5.5' }))).toEqual({
      mode: 'generate',
      prompt: 'a hare',
      steps: 'fast27',
      guidance: 5.5,
      size: 64,
    })
  })

  it('labels the parts of a hybrid by how they are seen, or by number if they are seen at once', () => {
    const labels = (kind: 'triple' | 'scale', parts: readonly ('low' | 'middle' | 'high' | 'scale')[]) =>
      remixFields(
        { mode: 'hybrid', kind, parts: parts.map((component) => ({ component, prompt: 'a fox' })) },
        english,
      ).map(({ label }) => label)
    expect(labels('triple', ['low', 'middle', 'high'])).toEqual([
      'Seen from far away',
      'Seen from a few steps',
      'Seen from close by',
      'Seed',
    ])
    expect(labels('scale', ['scale', 'scale'])).toEqual(['Prompt 1', 'Prompt 2', 'Seed'])
  })

  it('passes a word in a number field on to the schema, which refuses it', () => {
    const said = remixedRequest({ mode: 'generate', seed: 7 }, { seed: 'seven' })
    expect(() => parseRequest(said)).toThrow('`seed` must be a whole number')
  })
})

describe('the advanced form', () => {
  it.each(Object.values(modes).map(({ name }) => name))('of %s fits into one form', (mode) => {
    const fields = advancedFields(mode, english)
    const { components } = form({ action: 'form', job: '1', title: 'Rest', fields })
    expect(components.length).toBeGreaterThan(0)
    expect(components.length).toBeLessThanOrEqual(5)
  })

  it('sets nothing if nothing is filled in', () => {
    const said = { mode: 'generate', prompt: 'a fox' } as const
    expect(withAdvanced(said, {})).toEqual(said)
  })

  it('adds to the given settings of the 256 px stage', () => {
    const said = { mode: 'upscale', picture, stageTwo: { steps: 20, guidance: undefined } } as const
    const filled = { stageTwoSampler: 'ddim', count: '2', cleanCaption: 'yes', negative: 'snow', model: 'duckling' }
    expect(parseRequest(withAdvanced(said, filled))).toEqual({
      mode: 'upscale',
      picture,
      count: 2,
      cleanCaption: true,
      negative: 'snow',
      model: 'duckling',
      stageTwo: { steps: 20, sampler: 'ddim' },
    })
  })

  it('shows the settings that a comparison varies', () => {
    const axes = [{ setting: 'seed', values: [1, 2] }]
    const said = { mode: 'compare', of: { mode: 'generate', prompt: 'a fox' }, axes } as const
    const filled = { stageTwoSteps: '900, 500, 0', noiseLevel: '100', stageTwoStrength: '0.5' }
    expect(parseRequest(withAdvanced(said, filled))).toMatchObject({
      of: { stageTwo: { steps: { timesteps: [900, 500, 0] }, noiseLevel: 100, strength: 0.5 } },
      axes,
    })
  })

  it('has no number of pictures for a comparison, which has one in each cell', () => {
    const axes = [{ setting: 'seed', values: [1, 2] }]
    const said = { mode: 'compare', of: { mode: 'generate', prompt: 'a fox' }, axes } as const
    expect(() => parseRequest(withAdvanced(said, { count: '2' }))).toThrow(
      'A comparison draws one picture in each cell; leave `count` out',
    )
  })
})
