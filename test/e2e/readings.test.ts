import { ComponentType } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { file, type TestMessage } from 'local-discord/testing'
import { colour } from '../harness/scripted-engine.ts'
import { detailsOf, pressOn } from '../harness/press-more.ts'
import { isDone } from '../harness/message-state.ts'
import { useBot } from '../harness/use-bot.ts'

const bot = useBot()

/** As its header has it. */
const pngWidth = (file: Uint8Array): number => Buffer.from(file).readUInt32BE(16)
const anagram = { prompt: 'a duck', second: 'a rabbit', third: 'a hat', size: 64 }

describe('an anagram', () => {
  it('shows every reading, and turns from one to the next and back to the first', async () => {
    const reply = await bot.discord.person('Ben').slash('/anagram', anagram)
    const first = await reply.until(isDone)
    expect(first.buttons).toEqual(['Star', 'Turn', 'Animate', 'Again', 'Remix', 'Details', 'Delete'])
    expect(first.text).toContain('as it is: **a duck**')
    expect((await first.attachments()).map(({ filename }) => filename.replace(/.*-1-/, ''))).toEqual([
      'reading-0.png',
      'reading-1.png',
      'reading-2.png',
      'band.png',
    ])
    expect((await detailsOf(first)).buttons).toEqual(['Upscale', 'Vary', 'Steps', 'Vary a lot', 'Guess the picture'])
    const second = await (
      await first.press('Turn')
    ).until(({ text }) => text.includes('flipped upside down: **a rabbit**'))
    expect(second.id).toBe(first.id)
    const third = await (
      await second.press('Turn')
    ).until(({ text }) => text.includes('a quarter turn clockwise: **a hat**'))
    await (await third.press('Turn')).until(({ text }) => text.includes('as it is: **a duck**'))
  })

  it('hides the other readings behind spoilers if suspense was chosen', async () => {
    const reply = await bot.discord.person('Ben').slash('/anagram', { ...anagram, spoiler: true })
    const first = await reply.until(isDone)
    const galleries = JSON.stringify(first.raw.components)
    expect(galleries.match(/"spoiler":true/g)?.length).toBeGreaterThanOrEqual(2)
    expect(first.text).toContain('||a rabbit – flipped upside down||')
    const second = await (await first.press('Turn')).until(({ text }) => text.includes('||a rabbit||'))
    expect(second.id).toBe(first.id)
  })

  it.each(['Steps', 'Animate', 'Details', 'Show recipe'])('keeps them there in the answer of %s', async (asked) => {
    const ben = bot.discord.person('Ben')
    const secret = { prompt: 'a duck', second: 'a secret', third: 'a hat', size: 64, spoiler: true }
    const shown = await (await ben.slash('/anagram', secret)).until(isDone)
    const reply = asked === 'Show recipe' ? await ben.contextMenu('Show recipe', shown) : await pressOn(shown, asked)
    const { raw } = await reply.until(({ id, loading }) => id !== shown.id && !loading)
    const content = JSON.stringify(raw.components)
    expect(content).toContain('a duck')
    expect(content.replaceAll(/\|\|.*?\|\|/g, '')).not.toMatch(/a secret|a hat/)
    const galleries = (raw.components ?? [])
      .flatMap((one) => (one.type === ComponentType.Container ? one.components : []))
      .flatMap((one) => (one.type === ComponentType.MediaGallery ? one.items : []))
    expect(galleries.map(({ spoiler }) => spoiler)).toEqual(galleries.map(() => true))
    expect(galleries).toHaveLength(raw.attachments.length)
  })

  it('several anagrams turn together, and one by one once a picture is picked', async () => {
    const reply = await bot.discord.person('Ben').slash('/anagram', { ...anagram, count: 4, seed: 20 })
    const all = await reply.until(isDone)
    const files = async (message: TestMessage) =>
      (await message.attachments()).map(({ filename }) => filename.replace(/^duckrabbit-[a-z0-9]+-/, ''))
    expect(await files(all)).toEqual([1, 2, 3, 4].map((number) => `${number}-reading-0.png`))
    expect(all.buttons).toEqual(['Star', 'Turn', 'Again', 'Remix', 'Steps', 'Details', 'Delete'])
    const turned = await (await all.press('Turn')).until(({ text }) => text.includes('**a rabbit**'))
    expect(await files(turned)).toEqual([1, 2, 3, 4].map((number) => `${number}-reading-1.png`))
    const picker = 'Pick a picture to turn, vary or upscale'
    const third = await (await turned.select(picker, ['2'])).until(({ text }) => text.includes('picture 3: seed 22'))
    expect(third.text).toContain('**a rabbit**')
    expect(await files(third)).toEqual(['3-reading-1.png', '3-reading-0.png', '3-reading-2.png', '3-band.png'])
    expect(third.buttons).toEqual(['Star', 'Turn', 'Animate', 'Again', 'Remix', 'Details', 'Delete'])
    const hat = await (await third.press('Turn')).until(({ text }) => text.includes('**a hat**'))
    expect(hat.text).toContain('picture 3: seed 22')
    const moving = await (await hat.press('Animate')).until((message) => message.id !== hat.id && !message.loading)
    expect((await files(moving))[0]).toBe('3-moving.webp')
    const back = await (await hat.select(picker, ['all'])).until(({ text }) => !text.includes('picture 3'))
    expect(back.text).toContain('**a hat**')
  })

  it('is animated on demand', async () => {
    const reply = await bot.discord.person('Ben').slash('/anagram', anagram)
    const first = await reply.until(isDone)
    const press = await pressOn(first, 'Animate')
    const moving = await press.until((message) => message.id !== first.id && !message.loading)
    const [picture] = await moving.attachments()
    expect(picture?.contentType).toBe('image/webp')
    expect(Buffer.from(picture?.bytes ?? []).includes('ANIM')).toBe(true)
  })

  it('of 64 px is shown enlarged, while the stored file with its recipe stays unchanged', async () => {
    const reply = await bot.discord.person('Ben').slash('/anagram', anagram)
    const first = await reply.until(isDone)
    const widths = (await first.attachments()).map(({ bytes }) => pngWidth(bytes))
    expect(widths.slice(0, 3)).toEqual([256, 256, 256])
    expect((await detailsOf(first)).text).toContain('64 px')
    const [job] = await bot.store.jobs.ofPerson(bot.discord.person('Ben').id, 1)
    const kept = (await bot.store.results.ofJob(job?.id ?? '')).find(({ role }) => role === 'picture')
    expect(kept).toMatchObject({ width: 64, height: 64, recipe: { request: { mode: 'anagram' } } })
  })
})

describe('the animation of a picture with one meaning', () => {
  const ben = () => bot.discord.person('Ben')
  /** How many stills the moving picture has that a press brings; the bytes of each begin with their tag. */
  const stills = async (first: TestMessage): Promise<number> => {
    const moving = await (
      await pressOn(first, 'Animate')
    ).until((message) => message.id !== first.id && !message.loading)
    const [picture] = await moving.attachments()
    expect(picture?.filename).toMatch(/-moving\.webp$/)
    return (
      Buffer.from(picture?.bytes ?? [])
        .toString('latin1')
        .split('ANMF').length - 1
    )
  }

  it('emerges from noise, and is stored once it was made', async () => {
    const first = await (await ben().slash('/generate', { prompt: 'a fox', size: 64 })).until(isDone)
    // the noise, one estimate, the picture
    expect(await stills(first)).toBe(10 + 7 + 12)
    const [job] = await bot.store.jobs.ofPerson(ben().id, 1)
    const kept = (await bot.store.results.ofJob(job?.id ?? '')).filter(({ role }) => role === 'animation')
    expect(kept).toHaveLength(1)
    expect(await stills(first.as(bot.discord.person('Chidi')))).toBe(29)
  })

  it('fades from the picture that it was drawn over', async () => {
    const picture = file('photo.png', (await colour(5, 96)).bytes)
    const first = await (await ben().slash('/edit', { picture, prompt: 'a hare', size: 64 })).until(isDone)
    expect(await stills(first)).toBe(2 * 28)
  })

  it('has no button where a study or a comparison is shown as a whole', async () => {
    const picture = file('photo.png', (await colour(5, 96)).bytes)
    const study = await (await ben().slash('/denoise', { picture, levels: '250' })).until(isDone)
    expect(study.buttons).not.toContain('Animate')
    const options = { prompt: 'a fox', setting: 'guidance', values: '1, 5', size: 64 }
    const sheet = await (await ben().slash('/compare', options)).until(isDone)
    expect(sheet.buttons).not.toContain('Animate')
    const picker = 'Pick a picture to turn, vary or upscale'
    const cell = await (await sheet.select(picker, ['1'])).until(({ buttons }) => buttons.includes('Vary'))
    expect(await stills(cell)).toBe(29)
  })

  it('says so if its steps were not kept', async () => {
    const first = await (await ben().slash('/generate', { prompt: 'a fox', size: 64, seed: 77 })).until(isDone)
    const [job] = await bot.store.jobs.ofPerson(ben().id, 1)
    const results = await bot.store.results.ofJob(job?.id ?? '')
    const picture = results.find(({ role }) => role === 'picture')
    // As a strip of another version would be: no steps can be told on it.
    if (picture !== undefined) await bot.store.results.put({ ...picture, role: 'strip' })
    const press = await pressOn(first, 'Animate')
    const answer = await press.until((message) => message.id !== first.id && !message.loading)
    expect(answer.text).toContain('Nothing is kept of how this picture was made')
  })
})

describe('a hybrid', () => {
  it('is shown large and small side by side, and steps back', async () => {
    const options = { first: 'a skull', second: 'a waterfall', size: 64 }
    const first = await (await bot.discord.person('Ben').slash('/hybrid', options)).until(isDone)
    expect(first.buttons.slice(1, 3)).toEqual(['Step back', 'Animate'])
    expect(first.text).toContain('from close by: **a waterfall**')
    await (await first.press('Step back')).until(({ text }) => text.includes('from far away: **a skull**'))
  })
})

it('sends nothing that Discord refuses', () => {
  const refused = bot.discord.requests().filter(({ status }) => status >= 400)
  expect(refused.map(({ method, path, answer }) => ({ method, path, answer }))).toEqual([])
})
