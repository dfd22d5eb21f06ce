import { describe, expect, it } from 'vitest'
import { file, type Options } from 'local-discord/testing'
import { colour } from '../harness/scripted-engine.ts'
import { detailsOf, jobIdOn, pressOn } from '../harness/press-more.ts'
import { isDone } from '../harness/message-state.ts'
import { useBot } from '../harness/use-bot.ts'

const bot = useBot()

const anagram = { prompt: 'a duck', second: 'a rabbit', third: 'a hat', size: 64 }

describe('Vary', () => {
  const ben = () => bot.discord.person('Ben')
  const latest = async () => (await bot.store.jobs.ofPerson(ben().id, 1))[0]
  const degrees = [
    ['Vary', 0.4],
    ['Vary a lot', 0.7],
  ] as const
  const photo = async () => file('photo.png', (await colour(5, 96)).bytes)
  /** What each mode's variation asks for, beside another seed. */
  const modes: readonly (readonly [string, Options, (strength: number) => object])[] = [
    [
      '/generate',
      { prompt: 'a fox', size: 64, negative: 'snow', guidance: 3 },
      (strength) => ({ mode: 'edit', strength, prompt: 'a fox', size: 64, negative: 'snow', guidance: 3 }),
    ],
    [
      '/anagram',
      { prompt: 'a duck', second: 'a rabbit', size: 64, merge: 'alternate' },
      (strength) => ({
        mode: 'anagram',
        merge: 'alternate',
        readings: [{ prompt: 'a duck' }, { prompt: 'a rabbit', view: { name: 'flip' } }],
        start: { strength },
      }),
    ],
    [
      '/hybrid',
      { first: 'a skull', second: 'a waterfall', size: 64, sigma: 1.5 },
      (strength) => ({ mode: 'hybrid', sigma: 1.5, parts: [{ prompt: 'a skull' }, {}], start: { strength } }),
    ],
  ]

  it.each(modes)(
    '%s: redraws a result from its own picture, slightly or strongly',
    async (command, options, request) => {
      const first = await (await ben().slash(command, { ...options, seed: 7 })).until(isDone)
      for (const [label, strength] of degrees) {
        const varied = await (
          await pressOn(first, label)
        ).until((message) => message.id !== first.id && isDone(message))
        expect(varied.text).toMatch(/Made from https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+/)
        const job = await latest()
        expect(job?.request).toMatchObject(request(strength))
        expect(job?.request).not.toMatchObject({ seed: 7 })
        expect(jobIdOn(varied)).toBe(job?.id)
      }
    },
  )

  it('keeps style and mask', async () => {
    const style = await ben().slash('/style', { picture: await photo(), style: 'in style of a woodcut', size: 64 })
    await pressOn(await style.until(isDone), 'Vary')
    await bot.until('the variation', async () => (await latest())?.parentId !== null)
    expect((await latest())?.request).toMatchObject({ mode: 'style', style: 'in style of a woodcut', strength: 0.4 })

    const look = await (
      await ben().slash('/inpaint', { picture: await photo(), prompt: 'a hat', region: 'top', size: 64 })
    ).until(({ buttons }) => buttons.includes('Draw'))
    const first = await (await look.press('Draw')).until(isDone)
    await (await pressOn(first, 'Vary a lot')).until((message) => message.id !== first.id && isDone(message))
    const mask = { from: 'regions', regions: ['top'] }
    expect((await latest())?.request).toMatchObject({ mode: 'inpaint', mask, strength: 0.7, prompt: 'a hat' })
  })

  it('uses the picked picture', async () => {
    const first = await (await ben().slash('/generate', { prompt: 'a fox', count: 2, size: 64 })).until(isDone)
    expect(first.buttons).not.toContain('Vary')
    const picked = await (
      await first.select('Pick a picture to turn, vary or upscale', ['1'])
    ).until(({ buttons }) => buttons.includes('Vary'))
    await (await pressOn(picked, 'Vary')).until((message) => message.id !== first.id && isDone(message))
    const [second] = (await bot.store.results.ofJob((await latest())?.parentId ?? '')).filter(
      ({ role, picture }) => role === 'picture' && picture === 1,
    )
    expect((await latest())?.request).toMatchObject({ mode: 'edit', picture: { sha256: second?.sha256 } })
  })
})

describe('Upscale', () => {
  it('redraws a small illusion with the 256 px stage, which keeps its other reading', async () => {
    const ben = bot.discord.person('Ben')
    const first = await (await ben.slash('/anagram', { ...anagram, seed: 31 })).until(isDone)
    const large = await (await pressOn(first, 'Upscale')).until((message) => message.id !== first.id && isDone(message))
    const { text, buttons } = await detailsOf(large)
    expect(text).toContain('256 px')
    expect(buttons).toContain('Upscale')
    const [job] = await bot.store.jobs.ofPerson(ben.id, 1)
    expect(job?.request).toMatchObject({ mode: 'anagram', size: 256, seed: 31, readings: [{}, {}, {}] })
  })

  it('draws a picture of 256 px again at 1024 px', async () => {
    const ben = bot.discord.person('Ben')
    const first = await (await ben.slash('/generate', { prompt: 'a fox', seed: 3 })).until(isDone)
    await (await pressOn(first, 'Upscale')).until((message) => message.id !== first.id && isDone(message))
    const [job] = await bot.store.jobs.ofPerson(ben.id, 1)
    expect(job?.request).toMatchObject({ mode: 'generate', size: 1024, seed: 3, prompt: 'a fox' })
  })
})

it('sends nothing that Discord refuses', () => {
  const refused = bot.discord.requests().filter(({ status }) => status >= 400)
  expect(refused.map(({ method, path, answer }) => ({ method, path, answer }))).toEqual([])
})
