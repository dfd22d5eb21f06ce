import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { declarations } from '#src/commands/registry.ts'
import { localProfile } from '#src/local-channel.ts'
import { scriptedEngine } from '../harness/scripted-engine.ts'
import { startBot, type TestBot } from '../harness/start-bot.ts'

let bot: TestBot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(async () => {
  await bot.stop()
})

const hints = (channel: string) =>
  bot.discord.messages(channel).filter(({ text }) => text.includes('I answer to commands'))

describe('somebody who writes to the bot instead of using a command', () => {
  it('gets a hint where they mention it, in answer to them, and once in a minute', async () => {
    const ben = bot.discord.person('Ben').in('#pictures')
    ben.say('a red apple please')
    const mention = ben.say(`<@${bot.discord.applicationId}> draw me a red apple`)
    await bot.until('the hint', () => hints('#pictures').length > 0)
    ben.say(`<@${bot.discord.applicationId}> are you there?`)
    await (await bot.discord.person('Ben').slash('/help')).until(({ loading }) => !loading)
    const [hint, ...more] = hints('#pictures')
    expect(more).toEqual([])
    expect(hint?.raw.message_reference?.message_id).toBe(mention.id)
    expect(hint?.text).toContain('/generate prompt: a red apple')
  })

  it('gets it in a direct message without a mention', async () => {
    bot.discord.person('Chidi').in('DM').say('hello?')
    await bot.until('the hint', () => JSON.stringify(bot.discord.requests('POST ')).includes('I answer to commands'))
  })
})

describe('what the model can draw', () => {
  const values = async (command: string, options: Record<string, string>, focused: string) =>
    (await bot.discord.person('Ben').autocomplete(command, options, focused)).map(({ value }) => value)

  it('is in /help, with pairs that make good illusions', async () => {
    const { message } = await bot.discord.person('Ben').slash('/help')
    for (const words of ['a red apple', 'a volcano + a strawberry', 'a lion + a sunflower'])
      expect(message.text).toContain(words)
  })

  it('is suggested while a prompt is typed, and what is typed comes first', async () => {
    expect(await values('/generate', { prompt: '' }, 'prompt')).toContain('a penguin')
    expect((await values('/generate', { prompt: 'a peng' }, 'prompt')).slice(0, 2)).toEqual(['a peng', 'a penguin'])
  })

  it.each([
    ['/anagram', { prompt: 'a volcano', second: '' }, 'a strawberry'],
    ['/hybrid', { first: 'a lion', second: '' }, 'a sunflower'],
  ] as const)('%s suggests a second prompt that suits the first', async (command, options, partner) => {
    expect((await values(command, options, 'second'))[0]).toBe(partner)
  })
})

describe('what a small model says that it was taught', () => {
  it('is in /help and among the suggestions in place of the usual examples', async () => {
    const engine = scriptedEngine()
    const subjects = ['a gargoyle', 'a lantern']
    const taught = await startBot({ engine: { ...engine, status: { ...engine.status, subjects } } })
    const ben = taught.discord.person('Ben')
    const { message } = await ben.slash('/help')
    expect(message.text).toContain('**It draws well:** a gargoyle, a lantern.')
    const choices = await ben.autocomplete('/generate', { prompt: 'a' }, 'prompt')
    expect(choices.map(({ value }) => value)).toEqual(['a', 'a gargoyle', 'a lantern'])
    await taught.stop()
  })
})

describe('the first look at the commands', () => {
  it('begins with something that draws, not with facts about the bot', () => {
    const names = declarations.flatMap(({ name, type = 1 }) => (type === 1 ? [name] : []))
    expect(names.toSorted()[0]).toBe('anagram')
  })

  it('has three examples in an empty channel, each a command with options that it has', () => {
    expect(localProfile.examples).toHaveLength(3)
    for (const { command, options } of localProfile.examples ?? []) {
      const declaration = declarations.find(({ name }) => name === command)
      const known = declaration !== undefined && 'options' in declaration ? (declaration.options ?? []) : []
      expect(known.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(options)))
    }
  })
})

it('asks nothing that Discord would refuse', () => {
  expect(bot.discord.violations()).toEqual([])
})
