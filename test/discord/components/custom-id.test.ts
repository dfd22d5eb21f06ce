import { describe, expect, it } from 'vitest'
import { customId, readCustomId } from '#src/discord/components/custom-id.ts'

describe('custom ids', () => {
  it('are parsed as they were formatted', () => {
    const job = 'a1b2c3d4e5f6'
    expect(readCustomId(customId('reroll', job))).toEqual({ action: 'reroll', job, argument: '' })
    expect(readCustomId(customId('upscale', job, 3))).toEqual({ action: 'upscale', job, argument: '3' })
    expect(readCustomId(customId('turn', job, '1:2'))).toEqual({ action: 'turn', job, argument: '1:2' })
  })

  it('say whether the answer goes to the channel, even in a private message', () => {
    const id = customId('vary', 'a1b2c3d4e5f6', 'much', true)
    expect(readCustomId(id)).toEqual({ action: 'vary', job: 'a1b2c3d4e5f6', argument: 'much', inChannel: true })
  })

  it('without a job are not the bot’s', () => {
    for (const id of ['', 'reroll', 'reroll:', '::']) expect(readCustomId(id), id).toBeUndefined()
  })

  it('are refused beyond a hundred characters', () => {
    expect(() => customId('reroll', 'x'.repeat(100))).toThrow(RangeError)
  })
})
