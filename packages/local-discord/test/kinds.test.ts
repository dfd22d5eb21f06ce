import { afterEach, describe, expect, test } from 'vitest'
import { file } from '#src/testing/index.ts'
import { useDiscord } from '#src/testing/vitest.ts'
import { type ExampleBot, startExampleBot } from './example-bot.ts'

const start = useDiscord()
let bot: ExampleBot | null = null
afterEach(async () => {
  await bot?.stop()
  expect(bot?.errors ?? []).toEqual([])
  bot = null
})
const begin = async () => {
  const discord = await start()
  bot = await startExampleBot(discord)
  return { discord, bot, ada: discord.person('Ada'), ben: discord.person('Ben') }
}

describe('slash commands', () => {
  test('a picture can be attached, and a result delivered with Components V2', async () => {
    const { ada, ben } = await begin()
    const reply = await ada.in('#general').slash('/draw', { prompt: 'a duck', picture: file('a.png', 'not a png') })
    expect(reply.message.loading).toBe(true)
    const drawn = await reply.until(({ loading }) => !loading)
    expect(drawn.v2).toBe(true)
    expect(drawn.text).toBe('**a duck**')
    const [copy] = await drawn.attachments()
    expect(copy?.description).toBe('a copy')
    expect(new TextDecoder().decode(copy?.bytes)).toBe('not a png')
    // Ben sees the same picture and may press the same button.
    const seen = ben.in('#general').messages().at(-1)
    expect(seen?.buttons).toEqual(['Reroll', 'Form'])
    const pressed = await seen?.press('Reroll')
    expect((await pressed?.until(({ text }) => text === 'drawn again'))?.buttons).toEqual(['Reroll'])
  })

  test('every kind of option arrives as it was given', async () => {
    const { discord, ada } = await begin()
    const [moderator] = [...(discord.local.context.world.guilds.values().next().value?.roles.values() ?? [])].slice(-1)
    const reply = await ada.in('#general').slash('/every', {
      text: '2',
      whole: 7,
      number: 0.5,
      flag: true,
      user: discord.person('Ben'),
      channel: discord.channel('#random'),
      role: { id: moderator?.id ?? '' },
      whoever: discord.person('Chidi'),
      file: file('x.bin', new Uint8Array(5)),
    })
    expect(JSON.parse(reply.message.content)).toEqual({
      text: '2',
      whole: 7,
      number: 0.5,
      flag: true,
      user: 'Ben',
      member: true,
      channel: 'random',
      role: 'moderator',
      whoever: discord.person('Chidi').id,
      file: 5,
      limit: 10 * 1024 * 1024,
    })
  })

  test('subcommands and their groups', async () => {
    const { ada } = await begin()
    expect((await ada.slash('/challenge list')).message.content).toBe(' list ')
    expect((await ada.slash('/challenge manage start', { name: 'May' })).message.content).toBe('manage start May')
  })

  test("actions that Discord's app does not allow", async () => {
    const { ada, ben } = await begin()
    await expect(ada.slash('/draw')).rejects.toThrow('Fill in the option "prompt"')
    await expect(ada.slash('/every', { whole: 10 })).rejects.toThrow('a number from 1 to 9')
    await expect(ada.slash('/every', { text: '3' })).rejects.toThrow('none of the choices')
    await expect(ada.slash('/every', { nothing: 1 })).rejects.toThrow('no option "nothing"')
    await expect(ada.slash('/challenge')).rejects.toThrow('Choose a subcommand')
    await expect(ben.slash('/moderate')).rejects.toThrow('permission')
    expect((await ada.slash('/moderate')).message.ephemeral).toBe(true)
  })

  test('autocomplete offers matching choices', async () => {
    const { ada } = await begin()
    expect(await ada.autocomplete('/draw', { view: 'fl' }, 'view')).toEqual([
      { name: 'FLIP', value: 'flip' },
      { name: 'FLOWER', value: 'flower' },
    ])
  })
})

describe('components', () => {
  test('selects of every kind', async () => {
    const { discord, ada } = await begin()
    const { message } = await ada.slash('/menus')
    const role = [...(discord.local.context.world.guilds.values().next().value?.roles.values() ?? [])].at(-1)
    const chosen = await message.select('Strings', ['a', 'c'])
    expect((await chosen.next()).content).toBe('strings a,c')
    const ben = discord.person('Ben').id
    expect((await message.select('users', [ben])).message.content).toBeDefined()
    const answers = [
      await message.select('users', [ben]),
      await message.select('roles', [role?.id ?? '']),
      await message.select('channels', [discord.channel('#general').id]),
      await message.select('mentionables', [ben, role?.id ?? '']),
    ]
    const texts = await Promise.all(answers.map(async (one) => (await one.next()).content))
    expect(texts).toEqual(['users Ben', 'roles moderator', 'channels general', 'mentionables 1 1'])
    await expect(message.select('Strings', ['a', 'b', 'c'])).rejects.toThrow('Choose 1 to 2')
    await expect(message.select('Strings', ['z'])).rejects.toThrow('not offered')
  })

  test('a form with every field, from a command and from a button', async () => {
    const { ada } = await begin()
    const fromCommand = await ada.slash('/form')
    expect(fromCommand.modal.title).toBe('Advanced')
    await expect(fromCommand.modal.fill({ Text: 'x' }).submit()).rejects.toThrow('Write 2 to')
    const sent = await fromCommand.modal
      .fill({ Text: 'hello', Mode: ['slow'], Speed: '2', Extras: ['strip', 'seed'], Files: [file('m.png', '123')] })
      .submit()
    expect(sent.message.ephemeral).toBe(true)
    expect(JSON.parse(sent.message.content)).toEqual({
      text: 'hello',
      mode: ['slow'],
      speed: '2',
      extras: ['strip', 'seed'],
      files: ['m.png:3'],
      fromMessage: false,
    })
    const drawn = await (await ada.slash('/draw', { prompt: 'x' })).until(({ loading }) => !loading)
    const again = await (await drawn.press('Form')).modal.fill({ Text: 'hi', Speed: '1' }).submit()
    const answer = await again.next()
    expect(JSON.parse(answer.content)).toMatchObject({ mode: [], extras: [], fromMessage: true })
  })
})

describe('context menus', () => {
  test('on a message and on a person', async () => {
    const { ada, ben } = await begin()
    const written = ben.in('#general').say('look at this')
    expect((await ada.contextMenu('Read', written)).message.content).toBe('message by ben: look at this')
    expect((await ada.contextMenu('Profile', ben)).message.content).toBe('profile of Ben true')
  })
})

describe('places', () => {
  test('guild, DM, and a guild without the bot', async () => {
    const { ada } = await begin()
    expect((await ada.in('#general').slash('/where')).message.content).toBe('guild GuildInstall,UserInstall 0')
    expect((await ada.in('DM').slash('/where')).message.content).toBe('dm GuildInstall,UserInstall 1')
    expect((await ada.in('#elsewhere').slash('/where')).message.content).toBe('foreign guild UserInstall 0')
    await expect(ada.in('#elsewhere').slash('/menus')).rejects.toThrow('no such command here')
  })
})
