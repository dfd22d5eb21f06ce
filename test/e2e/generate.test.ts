import { describe, expect, it } from 'vitest'
import { detailsOf, jobIdOn as idOf } from '../harness/press-more.ts'
import { isDone } from '../harness/message-state.ts'
import { useBot } from '../harness/use-bot.ts'

const bot = useBot()

describe('/generate', () => {
  it('shows the picture, its strip, seed, settings, time and buttons', async () => {
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt: 'a red fox', seed: 41 })
    expect(reply.failure).toBeNull()
    const message = await reply.until(isDone, 'the picture')
    expect(message.ephemeral).toBe(false)
    expect(message.text).toContain('**a red fox**')
    expect(message.text).toMatch(/seed 41 · [\d.]+ s/)
    expect((await detailsOf(message)).text).toContain(
      'seed 41 · 4 + 2 steps · guidance 7 + 4 · ddpm · 256 px · duckling',
    )
    expect(message.buttons).toEqual(['Star', 'Again', 'Remix', 'Upscale', 'Vary', 'Details', 'Delete'])
    const [picture, strip] = await message.attachments()
    expect(picture?.filename).toMatch(/^duckrabbit-[a-z0-9]{12}-1\.png$/)
    expect(picture?.contentType).toBe('image/png')
    expect(strip?.filename).toMatch(/-band\.png$/)
    expect(JSON.stringify(message.raw.components)).toContain('"description":"a red fox"')
  })

  it('chooses a random seed, and draws without a prompt', async () => {
    const first = await (await bot.discord.person('Ben').slash('/generate', { prompt: 'a fox' })).until(isDone)
    expect(first.text).toMatch(/seed \d+/)
    const { modal } = await first.press('Remix')
    const reply = await modal.fill({ Prompt: '', Seed: '' }).submit()
    const message = await reply.until((message) => message.id !== first.id && isDone(message))
    expect(message.text).toContain('(no prompt)')
  })

  it('draws four pictures with a seed each, and shows the strips by a button', async () => {
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt: 'a hare', count: 4, seed: 7, size: 64 })
    const message = await reply.until(isDone)
    expect(message.text).toContain('seeds 7–10')
    expect(await message.attachments()).toHaveLength(4)
    expect(message.buttons).toEqual(['Star', 'Again', 'Remix', 'Steps', 'Details', 'Delete'])
    expect((await detailsOf(message)).buttons).toEqual(['Upscale 1', 'Upscale 2', 'Upscale 3', 'Upscale 4'])
  })

  it('shows a private picture to one person only', async () => {
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt: 'a secret', private: true })
    const message = await reply.until(isDone)
    expect(message.ephemeral).toBe(true)
    expect(bot.discord.person('Chidi').see(message.channelId, message.id)).toBeNull()
  })

  it('hides a picture behind a spoiler on request', async () => {
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt: 'a surprise', spoiler: true })
    const message = await reply.until(isDone)
    expect(JSON.stringify(message.raw.components)).toContain('"spoiler":true')
  })

  it.each(['DM', 'elsewhere'])('works in a %s', async (place) => {
    const reply = await bot.discord.person('Ben').in(place).slash('/generate', { prompt: 'a fox' })
    const message = await reply.until(isDone)
    expect(await message.attachments()).toHaveLength(2)
  })

  it('never pings people named in a prompt, and shows markup as plain text', async () => {
    const prompt = '@everyone **loud** # <@1>'
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt })
    const message = await reply.until(isDone)
    expect(message.raw.mentions).toEqual([])
    expect(message.raw.mention_everyone).toBe(false)
    expect(message.text).toContain('\\*\\*loud\\*\\*')
  })

  it('shows the engine’s notes about the prompt', async () => {
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt: 'word '.repeat(150) })
    const message = await reply.until(isDone)
    expect(message.text).toContain('The prompt is too long.')
    const shown = await bot.discord.person('Ben').slash('/show', { id: idOf(message) })
    expect((await shown.until(isDone)).text).toContain('The prompt is too long.')
  })

  it('reports an error in one private sentence, and an incident with its id', async () => {
    bot.engine.failWith(new Error('a hidden detail'))
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt: 'a fox' })
    const message = await reply.until(({ text }) => text.includes('⚠️'))
    bot.engine.failWith(undefined)
    const incident = /log as ([0-9a-f]{8})/.exec(message.text)?.[1] ?? 'no incident'
    expect(message.text).not.toContain('a hidden detail')
    expect(bot.log()).toContain(incident)
    expect(message.buttons).toEqual(['Again', 'Remix', 'Delete'])
  })

  it('never writes a token into the log', () => {
    const tokens = bot.discord
      .requests()
      .map(({ path }) => /\/(?:webhooks|interactions)\/\d+\/([\w-]{20,})/.exec(path)?.[1])
      .filter((token) => token !== undefined)
    expect(tokens.length).toBeGreaterThan(10)
    for (const token of [...tokens, bot.discord.token]) expect(bot.log()).not.toContain(token)
  })

  it('sends nothing that Discord refuses', () => {
    const refused = bot.discord.requests().filter(({ status }) => status >= 400)
    expect(refused.map(({ method, path, answer }) => ({ method, path, answer }))).toEqual([])
    expect(bot.discord.violations()).toEqual([])
    expect(bot.discord.defects).toEqual([])
  })
})

describe('the advanced form', () => {
  it('asks for the remaining settings, and draws with both', async () => {
    const ben = bot.discord.person('Ben')
    const { modal } = await ben.slash('/generate', { prompt: 'a duck', advanced: true, seed: 3 })
    expect(modal.fields.map(({ customId }) => customId)).toEqual([
      'stageTwoSteps',
      'stageTwoSampler',
      'stageTwoGuidance',
      'noiseLevel',
    ])
    const reply = await modal.fill({ stageTwoSampler: ['ddim'], stageTwoGuidance: '9', noiseLevel: '100' }).submit()
    const message = await reply.until(isDone)
    expect((await detailsOf(message)).text).toMatch(/seed 3 · .*guidance 7 \+ 9 · ddpm \+ ddim/)
  })

  it('reports a wrong field, and lets the person correct it', async () => {
    const ben = bot.discord.person('Ben')
    const { modal } = await ben.slash('/generate', { prompt: 'a duck', advanced: true })
    const wrong = await modal.fill({ noiseLevel: 'much' }).submit()
    expect(wrong.message.text).toContain('`stageTwo.noiseLevel` must be a whole number from 0 to 999; you gave "much".')
    expect(wrong.message.ephemeral).toBe(true)
  })
})

describe('the commands about the bot', () => {
  it('/info names model, device, licence and version', async () => {
    const { message } = await bot.discord.person('Ben').slash('/info')
    expect(message.ephemeral).toBe(true)
    for (const word of ['duckling', 'cpu', 'MIT', '0.1.0']) expect(message.text).toContain(word)
  })

  it('/help names every command', async () => {
    const { message } = await bot.discord.person('Ben').slash('/help')
    for (const word of ['/generate', '/show', '/queue', '/info']) expect(message.text).toContain(word)
  })

  it('/queue shows the position of every job', async () => {
    const reply = await bot.discord.person('Ben').slash('/queue')
    expect((await reply.until(({ loading }) => !loading)).text).toContain('The queue is empty')
    bot.engine.hold(0)
    const first = await bot.discord.person('Ben').slash('/generate', { prompt: 'first' })
    await bot.discord.person('Ben').slash('/generate', { prompt: 'second' })
    await bot.until('the second to wait', async () => (await bot.queue.overview()).waiting.length === 1)
    const full = await bot.discord.person('Ben').slash('/queue')
    const { text } = await full.until(({ loading }) => !loading)
    expect(text).toContain('**first**: drawing, 0 %')
    expect(text).toContain('**second**: next in line')
    const other = await bot.discord.person('Chidi').slash('/queue')
    expect((await other.until(({ loading }) => !loading)).text).toContain('None of them are yours')
    bot.engine.release()
    await first.until(isDone)
  })

  it('/show suggests the person’s own pictures and shows one of them privately', async () => {
    const reply = await bot.discord.person('Chidi').slash('/generate', { prompt: 'a very special teapot' })
    const id = idOf(await reply.until(isDone))
    const choices = await bot.discord.person('Chidi').autocomplete('/show', { id: 'teap' }, 'id')
    expect(choices).toEqual([{ name: `${id} · a very special teapot`, value: id }])
    expect(await bot.discord.person('Ben').autocomplete('/show', { id: 'teap' }, 'id')).toEqual([])

    const shown = await bot.discord.person('Chidi').slash('/show', { id })
    const message = await shown.until(isDone)
    expect(message.ephemeral).toBe(true)
    expect(await message.attachments()).toHaveLength(2)
    expect(message.buttons).toContain('Again')

    const stranger = await bot.discord.person('Ben').slash('/show', { id })
    expect((await stranger.until(({ loading }) => !loading)).text).toContain('no picture with that id')
  })
})
