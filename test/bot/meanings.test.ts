import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestMessage } from '#test/discord/index.ts'
import { startBot, type TestBot } from './start-bot.ts'

let bot: TestBot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(async () => {
  await bot.stop()
})

const isDone = (message: TestMessage): boolean => message.buttons.includes('Delete')
const anagram = { prompt: 'a duck', second: 'a rabbit', third: 'a hat', size: 64 }

describe('an anagram', () => {
  it('shows every meaning, and turns from one to the next and round again', async () => {
    const reply = await bot.discord.person('Ben').slash('/anagram', anagram)
    const first = await reply.until(isDone)
    expect(first.buttons).toEqual(['Turn', 'Animate', 'Again', 'Remix', 'Upscale', 'Steps', 'Delete'])
    expect(first.text).toContain('as it is: **a duck**')
    expect((await first.attachments()).map(({ filename }) => filename.replace(/.*-1-/, ''))).toEqual([
      'reading-0.png',
      'reading-1.png',
      'reading-2.png',
      'strip.png',
    ])
    const second = await (
      await first.press('Turn')
    ).until(({ text }) => text.includes('upside down (rows reversed): **a rabbit**'))
    expect(second.id).toBe(first.id)
    const third = await (
      await second.press('Turn')
    ).until(({ text }) => text.includes('a quarter turn clockwise: **a hat**'))
    await (await third.press('Turn')).until(({ text }) => text.includes('as it is: **a duck**'))
  })

  it('keeps the others behind spoilers where suspense was asked for', async () => {
    const reply = await bot.discord.person('Ben').slash('/anagram', { ...anagram, spoiler: true })
    const first = await reply.until(isDone)
    const galleries = JSON.stringify(first.raw.components)
    expect(galleries.match(/"spoiler":true/g)?.length).toBeGreaterThanOrEqual(2)
    const second = await (await first.press('Turn')).until(({ text }) => text.includes('||a rabbit||'))
    expect(second.id).toBe(first.id)
  })

  it('moves on demand', async () => {
    const reply = await bot.discord.person('Ben').slash('/anagram', anagram)
    const first = await reply.until(isDone)
    const press = await first.press('Animate')
    const moving = await press.until((message) => message.id !== first.id && !message.loading)
    const [picture] = await moving.attachments()
    expect(picture?.contentType).toBe('image/webp')
    expect(Buffer.from(picture?.bytes ?? []).includes('ANIM')).toBe(true)
  })
})

describe('a hybrid', () => {
  it('stands large and small side by side, and steps back', async () => {
    const options = { first: 'a skull', second: 'a waterfall', size: 64 }
    const first = await (await bot.discord.person('Ben').slash('/hybrid', options)).until(isDone)
    expect(first.buttons.slice(0, 2)).toEqual(['Step back', 'Animate'])
    expect(first.text).toContain('from close by: **a waterfall**')
    await (await first.press('Step back')).until(({ text }) => text.includes('from far away: **a skull**'))
  })
})

describe('Vary', () => {
  it('paints a result anew from itself, a little or a lot', async () => {
    const ben = bot.discord.person('Ben')
    const first = await (await ben.slash('/generate', { prompt: 'a fox', size: 64 })).until(isDone)
    for (const [label, strength] of [
      ['Vary a little', 0.4],
      ['Vary a lot', 0.7],
    ] as const) {
      const varied = await (await first.press(label)).until((message) => message.id !== first.id && isDone(message))
      expect(varied.text).toContain('a fox')
      const [job] = await bot.store.jobs.ofPerson(ben.id, 1)
      expect(job?.request).toMatchObject({ mode: 'edit', strength, prompt: 'a fox', size: 64 })
      expect(job?.parentId).not.toBeNull()
    }
  })
})

it('asked nothing that Discord would refuse', () => {
  const refused = bot.discord.requests().filter(({ status }) => status >= 400)
  expect(refused.map(({ method, path, answer }) => ({ method, path, answer }))).toEqual([])
})
