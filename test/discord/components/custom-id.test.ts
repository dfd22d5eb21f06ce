import { describe, expect, it } from 'vitest'
import { customId, readCustomId } from '#src/discord/components/custom-id.ts'

describe('custom ids', () => {
  it('come back as they were sent', () => {
    const job = 'a1b2c3d4e5f6'
    expect(readCustomId(customId('reroll', job))).toEqual({ action: 'reroll', job, argument: '' })
    expect(readCustomId(customId('upscale', job, 3))).toEqual({ action: 'upscale', job, argument: '3' })
    expect(readCustomId(customId('turn', job, '1:2'))).toEqual({ action: 'turn', job, argument: '1:2' })
  })

  it('say whether the answer is for the channel although they stand in a private note', () => {
    const id = customId('vary', 'a1b2c3d4e5f6', 'much', true)
    expect(readCustomId(id)).toEqual({ action: 'vary', job: 'a1b2c3d4e5f6', argument: 'much', inChannel: true })
  })

  it('that name no job are none of ours', () => {
    for (const id of ['', 'reroll', 'reroll:', '::']) expect(readCustomId(id), id).toBeUndefined()
  })

  it('are refused past a hundred characters', () => {
    expect(() => customId('reroll', 'x'.repeat(100))).toThrow(RangeError)
  })
})
