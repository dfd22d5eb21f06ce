import { describe, expect, it } from 'vitest'
import { checkRequest, completeRequest } from '#src/discord/submission/complete-request.ts'
import { pictureSlot, type RequestTemplate, withPictures } from '#src/requests/request-template.ts'

const place = { personId: '1', guildId: null, channelId: '1', roleIds: [], ageRestricted: false }
const unset = { of: () => ({ value: undefined, from: 'default' as const }), value: () => undefined }
const context = { place, settings: unset }
const picture = { sha256: 'a'.repeat(64), name: 'fox.png' }
const stageTwo = { noiseLevel: 50 }
const atSmallSize = { mode: 'generate', size: 64, stageTwo }
const sentence = 'A 64 px picture does not use the 256 px stage. Leave its settings out, or ask for `size` 256.'

describe('a complete request', () => {
  const complete = (template: RequestTemplate, random = () => 0.5) =>
    completeRequest(checkRequest(template), context, { layers: [], random })

  it('has a seed, which is given or drawn once', () => {
    let drawn = 0
    const random = (): number => (drawn += 1) / 10
    const open = { mode: 'generate', prompt: 'a fox' }
    expect(complete(open, random)).toMatchObject({ seed: expect.any(Number) })
    expect(drawn).toBe(1)
    expect(complete({ ...open, seed: 7 }, random)).toMatchObject({ seed: 7 })
    expect(drawn).toBe(1)
  })

  it('takes missing values from the layers of settings', () => {
    const layers = [(request: ReturnType<typeof checkRequest>) => ({ ...request, count: 2 })]
    const checked = checkRequest({ mode: 'generate' })
    expect(completeRequest(checked, context, { layers, random: () => 0.5 })).toMatchObject({ count: 2 })
  })

  it('takes settings of the 256 px stage only if that stage draws', () => {
    expect(() => complete(atSmallSize)).toThrow(sentence)
    expect(complete({ mode: 'generate', size: 256, stageTwo })).toMatchObject({ stageTwo })
    expect(complete({ mode: 'generate', stageTwo })).toMatchObject({ stageTwo })
    expect(complete({ mode: 'generate', size: 64, stageTwo: {} })).toMatchObject({ size: 64 })
    expect(complete({ mode: 'upscale', picture, size: 64, stageTwo })).toMatchObject({ stageTwo })
  })
})

describe('the check before pictures are fetched', () => {
  it('accepts placeholders in place of pictures', () => {
    const template = { mode: 'edit', picture: pictureSlot('picture'), strength: 0.5 }
    const pictures = { picture: { from: 'store', ...picture } } as const
    expect(checkRequest(template, pictures)).toMatchObject({ mode: 'edit', picture: { name: 'fox.png' } })
    expect(() => checkRequest(template, {})).toThrow('`picture`')
    expect(() => checkRequest({ ...template, strength: 2 }, pictures)).toThrow('`strength`')
  })

  it('lets the fetched pictures take the place of the placeholders', () => {
    const template = {
      mode: 'inpaint',
      prompt: 'a hat',
      picture: pictureSlot('picture'),
      mask: { from: 'picture', picture: pictureSlot('mask') },
    }
    const mask = { sha256: 'b'.repeat(64), name: 'mask.png' }
    const sources = { picture: { from: 'store', ...picture }, mask: { from: 'store', ...mask } } as const
    const checked = checkRequest(template, sources)
    expect(checked).not.toMatchObject({ picture })
    expect(withPictures(checked, template, { picture, mask })).toEqual({
      ...checked,
      picture,
      mask: { from: 'picture', picture: mask },
    })
    expect(withPictures(checked, checked, {})).toEqual(checked)
  })

  it('refuses requests that are too large for a channel', () => {
    expect(() => checkRequest(atSmallSize)).toThrow(sentence)
    const axes = [{ setting: 'guidance', values: [1, 5] }]
    const of = { mode: 'generate', size: 64, stageTwo }
    expect(() => checkRequest({ mode: 'compare', of, axes })).toThrow(sentence)
    expect(() => checkRequest({ mode: 'generate', count: 5 })).toThrow('at most 4')
  })
})
