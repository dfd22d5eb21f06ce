import { describe, expect, it } from 'vitest'
import { declarations } from '#src/commands/registry.ts'
import { localProfile } from '#src/local-channel.ts'
import { scriptedEngine } from '../harness/scripted-engine.ts'
import { startBot } from '../harness/start-bot.ts'
import { useBot } from '../harness/use-bot.ts'

const bot = useBot()

const hints = (channel: string) =>
  bot.discord.messages(channel).filter(({ text }) => text.includes('I answer to commands'))

describe('a person who writes to the bot instead of using a command', () => {
  it('gets a hint as a reply when they mention it, at most once a minute', async () => {
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

  it('gets the hint in a direct message without a mention', async () => {
    bot.discord.person('Chidi').in('DM').say('hello?')
    await bot.until('the hint', () => JSON.stringify(bot.discord.requests('POST ')).includes('I answer to commands'))
  })
})

describe('the subjects that the model can draw', () => {
  const values = async (command: string, options: Record<string, string>, focused: string) =>
    (await bot.discord.person('Ben').autocomplete(command, options, focused)).map(({ value }) => value)

  it('are in /help, with pairs that make good illusions', async () => {
    const { message } = await bot.discord.person('Ben').slash('/help')
    for (const words of ['a red apple', 'a red apple + a heart', 'a heart + a strawberry'])
      expect(message.text).toContain(words)
  })

  it('are suggested while a prompt is typed, after the typed text itself', async () => {
    expect(await values('/generate', { prompt: '' }, 'prompt')).toContain('a penguin')
    expect((await values('/generate', { prompt: 'a peng' }, 'prompt')).slice(0, 2)).toEqual(['a peng', 'a penguin'])
  })

  it.each([
    ['/anagram', { prompt: 'a red apple', second: '' }, 'a heart'],
    ['/hybrid', { first: 'a heart', second: '' }, 'a strawberry'],
  ] as const)('%s suggests a second prompt that suits the first', async (command, options, partner) => {
    expect((await values(command, options, 'second'))[0]).toBe(partner)
  })
})

describe('the training subjects of a small model', () => {
  it('replace the usual examples in /help and in the suggestions', async () => {
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

describe('the list of commands', () => {
  it('begins with a command that draws, not with facts about the bot', () => {
    const names = declarations.flatMap(({ name, type = 1 }) => (type === 1 ? [name] : []))
    expect(names.toSorted()[0]).toBe('anagram')
  })

  it('shows three examples in an empty channel, each an existing command with existing options', () => {
    expect(localProfile.examples).toHaveLength(3)
    for (const { command, options } of localProfile.examples ?? []) {
      const declaration = declarations.find(({ name }) => name === command)
      const known = declaration !== undefined && 'options' in declaration ? (declaration.options ?? []) : []
      expect(known.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(options)))
    }
  })
})

it('sends nothing that Discord refuses', () => {
  expect(bot.discord.violations()).toEqual([])
})
