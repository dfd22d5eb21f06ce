import { describe, expect, it } from 'vitest'
import { lettering } from '#src/image/lettering.ts'

const letters = await lettering()

describe('lettering', () => {
  it('draws every letter that it has, and a box for the others', () => {
    for (const text of ['a fox', 'Füchse', 'řeka', 'лиса', 'αλεπού', 'con cáo ở']) {
      expect(letters.path(text, 0, 20, 16)).not.toBe(letters.path('□'.repeat(text.length), 0, 20, 16))
      expect(letters.width(text, 16)).toBeGreaterThan(20)
    }
    expect(letters.path('狐', 0, 20, 16)).toBe(letters.path('□', 0, 20, 16))
    expect(letters.path('🦊', 3, 20, 16)).toBe(letters.path('□', 3, 20, 16))
  })

  it('writes coordinates that are numbers, wherever the text starts', () => {
    for (let x = 0; x < 900; x += 1.7) {
      expect(letters.path('guidance 10', x, 67.2, 15)).toMatch(/^[MLQCZ0-9. -]+$/)
    }
  })

  it('grows with the size and with the text', () => {
    expect(letters.width('fox', 32)).toBeCloseTo(2 * letters.width('fox', 16), 6)
    expect(letters.width('foxes', 16)).toBeGreaterThan(letters.width('fox', 16))
    expect(letters.width('', 16)).toBe(0)
  })

  it('cuts text that is too long and reports it', () => {
    expect(letters.fit('a red fox', 16, 1000)).toBe('a red fox')
    const cut = letters.fit('a red fox in the snow at night', 16, 100)
    expect(cut).toMatch(/^a red.*…$/)
    expect(letters.width(cut, 16)).toBeLessThanOrEqual(100)
    expect(letters.fit('fox', 16, 1)).toBe('…')
  })

  it('breaks lines between words, and cuts the last one', () => {
    const text = 'a very long caption that goes on and on'
    const all = letters.wrap(text, 16, 120, 10)
    expect(all.join(' ')).toBe(text)
    for (const line of all) expect(letters.width(line, 16)).toBeLessThanOrEqual(120)
    const two = letters.wrap(text, 16, 120, 2)
    expect(two).toHaveLength(2)
    expect(two[0]).toBe(all[0])
    expect(two[1]).toMatch(/…$/)
    expect(letters.wrap('x'.repeat(100), 16, 120, 3)).toEqual([expect.stringMatching(/^x+…$/)])
    expect(letters.wrap('  ', 16, 120, 2)).toEqual([])
  })
})
