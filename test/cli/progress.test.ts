import { describe, expect, it } from 'vitest'
import { timeOf } from '#src/cli/progress.ts'
import { fakeTerminal } from './fake-terminal.ts'

/** Back to the beginning of the line, and everything in it taken away. */
const erase = '\r\x1b[K'

/** The lines of a screen after everything was written to it. */
function screen(written: string): string[] {
  const lines = ['']
  for (const part of written.split(/(\n)/)) {
    const [kept, ...overwritten] = part.split(erase)
    if (part === '\n') lines.push('')
    else lines[lines.length - 1] = overwritten.at(-1) ?? `${lines.at(-1)}${kept}`
  }
  return lines
}

describe('the bar on a terminal', () => {
  it('shows step, rate and remaining time, and leaves nothing behind', async () => {
    const terminal = await fakeTerminal({ columns: 100 })
    const { err } = await terminal.run('draw', 'generate', 'a fox', '--count', '2')
    expect(err).toContain('loading stage I …')
    expect(err).toMatch(/█{8}░{22} {2}picture 1 of 2, stage I, step 2 of 4 · 1\.0 steps\/s · 6 s left/)
    expect(err).toMatch(/█{30} {2}picture 2 of 2, stage I, step 4 of 4 · 1\.0 steps\/s · 0 s left/)
    expect(screen(err)).toEqual([
      'Drawing 2 pictures with duckling, seed 40 (stage I 64 × 64, 4 steps).',
      'Mind this.',
      'Done in 1 min 05 s.',
      '',
    ])
  })

  it.each([20, 40, 60])('fits into %i columns', async (columns) => {
    const terminal = await fakeTerminal({ columns })
    const { err } = await terminal.run('draw', 'generate', 'a fox', '--count', '2')
    for (const line of err.split(erase).filter((line) => line.includes('step'))) {
      if (!line.includes('\n')) expect(line.length).toBeLessThan(columns)
    }
  })
})

describe('timeOf', () => {
  it.each([
    [0.2, '1 s'],
    [59, '59 s'],
    [65, '1 min 05 s'],
    [3600, '1 h 00 min'],
    [5000, '1 h 23 min'],
  ])('formats %d seconds as %s', (seconds, words) => {
    expect(timeOf(seconds)).toBe(words)
  })
})
