import { describe, expect, it } from 'vitest'
import { customId, readCustomId, verbs } from '#src/discord/components/custom-id.ts'

describe('custom ids', () => {
  it('come back as they were sent, for every verb', () => {
    for (const verb of Object.keys(verbs).filter((word): word is keyof typeof verbs => word in verbs)) {
      expect(readCustomId(customId(verb, 'a1b2c3d4e5f6'))).toEqual({ verb, job: 'a1b2c3d4e5f6', argument: '' })
      expect(readCustomId(customId(verb, 'a1b2c3d4e5f6', 3))).toEqual({ verb, job: 'a1b2c3d4e5f6', argument: '3' })
    }
  })

  it('of somebody else are nothing', () => {
    for (const id of ['', 'again', 'again:', 'toString:x', '__proto__:x', 'vote:abc', '::'])
      expect(readCustomId(id), id).toBeUndefined()
  })

  it('are refused past a hundred characters', () => {
    expect(() => customId('again', 'x'.repeat(100))).toThrow(RangeError)
  })
})
