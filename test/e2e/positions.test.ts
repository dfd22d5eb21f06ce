import { expect, it } from 'vitest'
import { useBot } from '../harness/use-bot.ts'

const bot = useBot({ time: 'still' })

/** The positions that the messages of the channel show now. */
const shown = (): readonly string[] =>
  bot.discord.messages('#pictures').flatMap(({ text }) => /You are (.*?) ?(?:in line)?[.;]/.exec(text)?.[1] ?? [])

async function passAndCompare(seconds: number): Promise<void> {
  for (let quarter = 0; quarter < seconds * 4; quarter++) {
    await bot.pass(250)
    await bot.until('every position to stand on one message', () => new Set(shown()).size === shown().length, 2)
  }
}

it('no two messages show the same position when people join, overtake or cancel', async () => {
  bot.engine.hold(0)
  const asks = async (name: string, prompt: string) => {
    const person = ['Ben', 'Chidi', 'Ada'].includes(name) ? bot.discord.person(name) : bot.discord.addPerson(name)
    return person.in('#pictures').slash('/generate', { prompt })
  }
  await asks('Ada', 'running')
  const first = await asks('Ben', 'first')
  for (const prompt of ['second', 'third', 'fourth']) await asks('Ben', prompt)
  await passAndCompare(3)
  // They stand before Ben's later pictures.
  for (const name of ['Chidi', 'Dora', 'Emil']) {
    await asks(name, name)
    await passAndCompare(1)
  }
  await passAndCompare(5)
  expect([...shown()].sort()).toEqual(['2nd', '3rd', '4th', '5th', '6th', '7th', 'next'])
  await (await first.until(({ buttons }) => buttons.includes('Cancel'))).press('Cancel')
  await passAndCompare(10)
  expect([...shown()].sort()).toEqual(['2nd', '3rd', '4th', '5th', '6th', 'next'])
})
