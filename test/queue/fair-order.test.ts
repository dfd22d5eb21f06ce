import { describe, expect, it } from 'vitest'
import { fairOrder, type Standing } from '#src/queue/fair-order.ts'

/** `ann@3` is Ann's job, accepted at second 3. */
const standing = (name: string, seconds = 10): Standing & { readonly name: string } => {
  const [personId = '', at] = name.split('@')
  return { name, personId, acceptedAt: Number(at) * 1000, seconds }
}

const order = (names: readonly string[], used: Record<string, number> = {}): string[] =>
  fairOrder(
    names.map((name) => standing(name)),
    new Map(Object.entries(used)),
  ).map(({ name }) => name)

describe('the fair order', () => {
  it('is the order of arrival for people with one job each', () => {
    expect(order(['ann@0', 'bob@1', 'cleo@2'])).toEqual(['ann@0', 'bob@1', 'cleo@2'])
  })

  it('lets people take turns, and keeps the order of each person’s own jobs', () => {
    expect(order(['ann@0', 'ann@1', 'ann@2', 'bob@3', 'bob@4', 'cleo@5'])).toEqual([
      'ann@0',
      'bob@3',
      'cleo@5',
      'ann@1',
      'bob@4',
      'ann@2',
    ])
  })

  it('counts recent use four times as much as waiting', () => {
    expect(order(['ann@0', 'bob@79'], { ann: 20 })).toEqual(['bob@79', 'ann@0'])
    expect(order(['ann@0', 'bob@81'], { ann: 20 })).toEqual(['ann@0', 'bob@81'])
  })

  it('lets nobody wait for ever, however much they used and whoever else arrives', () => {
    const newcomers = Array.from({ length: 100 }, (_, i) => `newcomer${i}@${i * 60}`)
    expect(order(['ann@0', ...newcomers], { ann: 600 }).indexOf('ann@0')).toBe(40)
  })

  it('counts long jobs by their expected time', () => {
    const long = ['ann@0', 'ann@1'].map((name) => standing(name, 100))
    const short = ['bob@2', 'bob@3', 'bob@4', 'bob@5'].map((name) => standing(name, 10))
    const names = fairOrder([...long, ...short], new Map()).map(({ name }) => name)
    expect(names).toEqual(['ann@0', 'bob@2', 'bob@3', 'bob@4', 'bob@5', 'ann@1'])
  })
})
