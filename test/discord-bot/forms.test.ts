import { describe, expect, it } from 'vitest'
import { advancedFields, advancedSaid } from '#src/discord/forms/advanced.ts'
import { form } from '#src/discord/forms/form.ts'
import { canRemix, remixFields, remixSaid } from '#src/discord/forms/remix.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import { longestRequests } from './samples.ts'

const remixable = longestRequests.filter(canRemix)

describe('the remix form', () => {
  it.each(remixable.map((request) => [request.mode, request] as const))(
    'of %s fits, and says the recipe again when nothing is changed',
    (_, request) => {
      const fields = remixFields(request)
      const { components } = form({ verb: 'remixed', job: 'a1b2c3d4e5f6', title: 'Remix', fields })
      expect(components.length).toBeGreaterThan(0)
      expect(components.length).toBeLessThanOrEqual(5)
      const filled = Object.fromEntries(
        fields.flatMap((field) =>
          field.kind === 'picture' || field.value === undefined ? [] : [[field.id, field.value.trim()]],
        ),
      )
      expect(parseRequest(remixSaid(request, filled))).toEqual(parseRequest(request))
    },
  )

  it('leaves open what was emptied and takes what was typed', () => {
    const request = { mode: 'generate', prompt: 'a fox', seed: 7, steps: 20, size: 64 } as const
    expect(parseRequest(remixSaid(request, { prompt: 'a hare', steps: 'fast27', guidance: '5.5' }))).toEqual({
      mode: 'generate',
      prompt: 'a hare',
      steps: 'fast27',
      guidance: 5.5,
      size: 64,
    })
  })

  it('keeps a word where a number belongs, for the sentence that refuses it', () => {
    const said = remixSaid({ mode: 'generate', seed: 7 }, { seed: 'seven' })
    expect(() => parseRequest(said)).toThrow('`seed` must be a whole number')
  })
})

describe('the advanced form', () => {
  it('fits into one form', () => {
    expect(form({ verb: 'form', job: '1', title: 'Rest', fields: advancedFields }).components).toHaveLength(5)
  })

  it('says nothing when nothing is filled in', () => {
    expect(advancedSaid({})).toEqual({})
  })

  it('says the schedule as steps, and all of stage II', () => {
    const said = advancedSaid({ schedule: 'smart50', sampler: 'ddim', stageTwoSteps: '30', noiseLevel: '100' })
    expect(parseRequest({ mode: 'generate', ...said })).toEqual({
      mode: 'generate',
      steps: 'smart50',
      sampler: 'ddim',
      stageTwo: { steps: 30, noiseLevel: 100 },
    })
  })
})
