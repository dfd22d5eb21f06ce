import { describe, expect, it } from 'vitest'
import { settle } from '#src/discord/submission/complete-request.ts'

const place = { guildId: null, channelId: '1' } as never
const settled = (said: unknown) => settle(said, place, { layers: [], random: () => 0.5 })

describe('settle', () => {
  const stageTwo = { noiseLevel: 50 }

  it('refuses settings of the 256 px stage at 64 px, rather than to leave them unread', () => {
    const sentence = 'At 64 px there is no 256 px stage; leave its settings out, or ask for `size` 256.'
    expect(() => settled({ mode: 'generate', size: 64, stageTwo })).toThrow(sentence)
    const axes = [{ setting: 'guidance', values: [1, 5] }]
    expect(() => settled({ mode: 'compare', of: { mode: 'generate', size: 64, stageTwo }, axes })).toThrow(sentence)
  })

  it('takes them where that stage draws, and nothing said of it at 64 px', () => {
    expect(settled({ mode: 'generate', size: 256, stageTwo })).toMatchObject({ stageTwo })
    expect(settled({ mode: 'generate', stageTwo })).toMatchObject({ stageTwo })
    expect(settled({ mode: 'generate', size: 64, stageTwo: {} })).toMatchObject({ size: 64 })
    const picture = { sha256: 'a'.repeat(64), name: 'fox.png' }
    expect(settled({ mode: 'upscale', picture, size: 64, stageTwo })).toMatchObject({ stageTwo })
  })
})
