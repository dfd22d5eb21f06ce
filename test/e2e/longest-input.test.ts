import { beforeEach, describe, expect, it } from 'vitest'
import { fields } from '#src/requests/fields.ts'
import { file, type Options } from 'local-discord/testing'
import { colour } from '../harness/scripted-engine.ts'
import { pressOn } from '../harness/press-more.ts'
import { isDone } from '../harness/message-state.ts'
import { useBots } from '../harness/use-bot.ts'

/** The longest that each command takes, in characters that all have to be escaped, and four of everything. */
const long = '*_~`>#|[]()'.repeat(100).slice(0, fields.prompt.maxLength)
const style = long.slice(0, fields.style.maxLength)
const longest = { count: 4, size: 64, seed: fields.seed.max, negative: long }
const photo = async () => file(`${'n'.repeat(200)}.png`, (await colour(3, 64)).bytes)
const prompts = Array.from({ length: 8 }, (_, index) => `${index} ${'_'.repeat(400)}`).join(' | ')

const commands: readonly (readonly [string, () => Promise<Options>])[] = [
  ['/generate', () => Promise.resolve({ ...longest, prompt: long })],
  [
    '/anagram',
    () => Promise.resolve({ ...longest, style, prompt: long, second: long, third: long, fourth: long, spoiler: true }),
  ],
  [
    '/hybrid',
    () =>
      Promise.resolve({
        ...longest,
        style,
        kind: 'scale',
        first: long,
        second: long,
        middle: long,
        fourth: long,
        weights: '1 1 1 1',
      }),
  ],
  ['/hybrid', () => Promise.resolve({ ...longest, style, kind: 'triple', first: long, second: long, middle: long })],
  [
    '/edit',
    async () => ({ ...longest, picture: await photo(), prompt: long, sweep: '0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8' }),
  ],
  ['/style', async () => ({ ...longest, picture: await photo(), style, prompt: long })],
  ['/denoise', async () => ({ picture: await photo(), prompt: long, levels: '1 2 3 4 5 6' })],
  ['/upscale', async () => ({ picture: await photo(), prompt: long })],
  [
    '/compare',
    () =>
      Promise.resolve({
        size: 64,
        setting: 'prompt',
        values: prompts,
        and_setting: 'seed',
        and_values: '1,2,3,4,5,6,7,8',
      }),
  ],
]

const { bot, start } = useBots()
beforeEach(() => start({ limits: { waitingPerPerson: 20 }, seconds: 1000 }))

const ben = () => bot.discord.person('Ben')
const refused = () => bot.discord.requests().filter(({ status }) => status >= 400)

describe('the longest texts and four of everything fit into every message', () => {
  it.each(commands)('%s', async (command, options) => {
    bot.engine.hold(1)
    const reply = await ben().slash(command, await options())
    // Looking at a picture takes its time: the second command could be accepted first.
    await reply.until(({ loading }) => !loading)
    const behind = await ben().slash(command, await options())
    await behind.until(({ text }) => text.includes('You are next'))
    const queue = await ben().slash('/queue')
    await queue.until(({ loading }) => !loading)
    bot.engine.release()
    await behind.until(isDone)
    const done = await reply.until(isDone)
    expect((await done.attachments()).length).toBeGreaterThan(0)

    for (const label of ['Turn', 'Step back'])
      if (done.buttons.includes(label)) await (await done.press(label)).acknowledged()
    const menu = done.controls.find(({ label }) => label.startsWith('Pick'))
    if (menu !== undefined) {
      const picked = await (await done.select(menu.customId, ['3'])).until(({ text }) => text.includes('picture 4'))
      expect(picked.buttons).toContain('Delete')
    }
    const { modal } = await done.press('Remix')
    expect(modal.fields.length).toBeLessThanOrEqual(5)
    const recipe = await (await ben().contextMenu('Show recipe', done)).until(({ loading }) => !loading)
    expect(recipe.text).toContain('📜')
    const steps = await pressOn(done, 'Steps')
    await steps.until((message) => message.id !== done.id && !message.loading)
    expect(refused()).toEqual([])
  })

  it('the longest texts fit into the list of /show and into a displayed mask', async () => {
    for (let number = 0; number < 6; number += 1)
      await (await ben().slash('/generate', { ...longest, prompt: long })).until(isDone)
    expect((await ben().autocomplete('/show', { id: '' }, 'id')).length).toBeGreaterThan(5)
    const reply = await ben().slash('/inpaint', { ...longest, picture: await photo(), prompt: long, region: 'top' })
    const look = await reply.until(({ buttons }) => buttons.includes('Draw'))
    await (await look.press('Draw')).until(isDone)
    expect(refused()).toEqual([])
    expect(bot.discord.violations()).toEqual([])
  })
})
