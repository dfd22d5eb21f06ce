import { messagesIn } from '#src/messages/languages.ts'
import { describe, expect, it } from 'vitest'
import { advancedFields } from '#src/discord/forms/advanced.ts'
import type { Field } from '#src/discord/forms/form.ts'
import type { Mode } from '#src/requests/draw-request.ts'
import { file, type Options, type TestMessage } from 'local-discord/testing'
import type { FieldValue } from 'local-discord/testing'
import { colour } from '../harness/scripted-engine.ts'
import { deleteFor, detailsOf, jobIdOn, pressOn } from '../harness/press-more.ts'
import { isDone } from '../harness/message-state.ts'
import { useBot } from '../harness/use-bot.ts'

/** Every command, form, button, menu and message command, in a guild, a DM, and where a person brought the bot along. */
const places = ['#pictures', 'DM', 'elsewhere'] as const

const bot = useBot({ limits: { waitingPerPerson: 20 } })

const photo = async () => file('photo.png', (await colour(3, 64)).bytes)
const ben = () => bot.discord.person('Ben')
const latest = async () => (await bot.store.jobs.ofPerson(ben().id, 1))[0]

/** A finished result other than `first`. */
const another = (first: TestMessage) => (message: TestMessage) => message.id !== first.id && isDone(message)

const fromPicture = (options: Options) => async (): Promise<Options> => ({ ...options, picture: await photo() })
const fromWords = (options: Options) => () => Promise.resolve(options)

const commands: readonly (readonly [Mode, () => Promise<Options>])[] = [
  ['generate', fromWords({ prompt: 'a fox', size: 64 })],
  ['edit', fromPicture({ prompt: 'a hare', strength: 0.5, size: 64 })],
  ['inpaint', fromPicture({ prompt: 'a hat', region: 'top, left', size: 64 })],
  ['anagram', fromWords({ prompt: 'a duck', second: 'a rabbit', view: 'jigsaw:seed=3', size: 64 })],
  ['hybrid', fromWords({ first: 'a skull', second: 'a waterfall', size: 64 })],
  ['denoise', fromPicture({ levels: '250 750' })],
  ['upscale', fromPicture({ method: 'whole' })],
  ['style', fromPicture({ style: 'in style of a woodcut', size: 64 })],
  ['compare', fromWords({ prompt: 'a fox', setting: 'guidance', values: '1, 5', size: 64 })],
]

const filled = (field: Field): FieldValue => {
  if (field.kind === 'choice') return [field.choices[0]?.value ?? '']
  const examples: Readonly<Record<string, string>> = { negative: 'snow', count: '2', model: 'duckling' }
  return examples[field.id] ?? (field.id === 'stageTwoStrength' ? '0.5' : '7')
}

describe.each(places)('in %s', (place) => {
  const here = () => ben().in(place)

  /** Runs a command that draws, through its mask where it has one. */
  async function paint(command: string, options: Options): Promise<TestMessage> {
    const reply = await here().slash(command, options)
    expect(reply.failure).toBeNull()
    return finished(await reply.until((message) => isDone(message) || message.buttons.includes('Draw')))
  }
  const finished = async (message: TestMessage): Promise<TestMessage> =>
    isDone(message) ? message : (await message.press('Draw')).until(isDone)

  it.each(commands)('/%s draws, also after its Advanced form', async (mode, options) => {
    const plain = await paint(`/${mode}`, await options())
    expect((await plain.attachments()).length).toBeGreaterThan(0)
    expect((await latest())?.request.mode).toBe(mode)

    // At 64 px there would be nothing to ask for in most forms.
    const { size: _, ...rest } = await options()
    const { modal } = await here().slash(`/${mode}`, { ...rest, advanced: true })
    const fields = advancedFields(mode, messagesIn('en-US'))
    expect(modal.fields.map(({ customId }) => customId)).toEqual(fields.map(({ id }) => id))
    const reply = await modal.fill(Object.fromEntries(fields.map((field) => [field.id, filled(field)]))).submit()
    const after = await finished(await reply.until((message) => isDone(message) || message.buttons.includes('Draw')))
    expect((await after.attachments()).length).toBeGreaterThan(0)
    const job = await latest()
    expect(job?.state).toBe('done')
    const request = job?.request
    const drawn = request?.mode === 'compare' ? request.of : request
    if (fields.some(({ id }) => id === 'noiseLevel')) expect(drawn?.stageTwo).toMatchObject({ noiseLevel: 7, steps: 7 })
    else expect(drawn).toMatchObject({ negative: 'snow', cleanCaption: true })
  })

  it('/show, /queue, /info and /help answer', async () => {
    const first = await paint('/generate', { prompt: 'a teapot', size: 64 })
    const id = jobIdOn(first)
    expect(await here().autocomplete('/show', { id }, 'id')).toHaveLength(1)
    expect((await (await here().slash('/show', { id })).until(isDone)).ephemeral).toBe(true)
    expect((await (await here().slash('/queue')).until(({ loading }) => !loading)).text).toMatch(/empty|Drawing/)
    expect((await here().slash('/info')).message.text).toContain('duckling')
    expect((await here().slash('/help')).message.text).toContain('/anagram')
  })

  it.each([
    ['/anagram', 'view', 'jig', 'jigsaw'],
    ['/anagram', 'view', 'skew:factor=3', 'skew:factor=3'],
    ['/generate', 'schedule', 'smart5', 'smart50'],
    ['/generate', 'schedule', '900 500 0', '900 500 0'],
    ['/generate', 'model', 'duck', 'duckling'],
    ['/inpaint', 'region', 'top, ci', 'top, circle'],
    ['/style', 'style', 'wood', 'in style of a woodcut'],
    ['/edit', 'sweep', '0.39', '0.39 0.69 0.78 0.84 0.9 0.96'],
  ])('%s suggests fitting values for %s: %s', async (command, option, typed, wanted) => {
    const choices = await here().autocomplete(command, { [option]: typed }, option)
    expect(choices.map(({ value }) => value)).toContain(wanted)
  })

  it('/compare suggests values of the chosen setting', async () => {
    const choices = await here().autocomplete('/compare', { setting: 'sampler', values: 'ddim' }, 'values')
    expect(choices.map(({ value }) => value)).toContain('ddpm, ddim, dpm++, sde-dpm++')
  })

  it('every button of a result works', async () => {
    const first = await paint('/anagram', { prompt: 'a duck', second: 'a rabbit', size: 64, seed: 5 })
    // Nobody else sees a direct message.
    const star = place === 'DM' ? [] : ['Star']
    expect(first.buttons).toEqual([...star, 'Turn', 'Animate', 'Again', 'Remix', 'Details', 'Delete'])
    const turned = await (await first.press('Turn')).until(({ text }) => text.includes('**a rabbit**'))
    expect(turned.id).toBe(first.id)
    const moving = await (await first.press('Animate')).until((message) => message.id !== first.id && !message.loading)
    expect((await moving.attachments())[0]?.filename).toMatch(/moving\.webp$/)
    for (const label of ['Again', 'Upscale', 'Vary', 'Vary a lot']) {
      const next = await (await pressOn(turned, label)).until(another(first))
      expect(next.text, label).toContain('Made from')
    }
    const strips = await (await pressOn(turned, 'Steps')).until(({ text }) => text.includes('the network sees'))
    expect(strips.ephemeral).toBe(true)
    const { modal } = await first.press('Remix')
    const remixed = await (await modal.fill({ Seed: '6' }).submit()).until(another(first))
    expect(remixed.text).toContain('seed 6')
    await deleteFor(first)
    await bot.until('the message to go', () => first.now() === null)
  })

  it('a hybrid steps back, one of several pictures can be picked, and a job can be cancelled', async () => {
    const hybrid = await paint('/hybrid', { first: 'a skull', second: 'a waterfall', size: 64, seed: 5 })
    await (await hybrid.press('Step back')).until(({ text }) => text.includes('from far away: **a skull**'))

    const two = await paint('/generate', { prompt: 'two', size: 64, count: 2, seed: 11 })
    const menu = 'Pick a picture to turn, vary or upscale'
    const picked = await (await two.select(menu, ['1'])).until(({ text }) => text.includes('picture 2: seed 12'))
    expect((await detailsOf(picked)).buttons).toContain('Vary a lot')

    bot.engine.hold(0)
    const reply = await here().slash('/generate', { prompt: 'given up', size: 64 })
    const running = await reply.until(({ buttons }) => buttons.includes('Cancel'))
    await running.press('Cancel')
    await reply.until(({ text }) => text.includes('Cancelled'))
    bot.engine.release()
  })

  it('a mask can be picked from the grid, changed and drawn', async () => {
    const reply = await here().slash('/inpaint', { picture: await photo(), prompt: 'a hat', size: 64 })
    const grid = await reply.until(({ controls }) => controls.length === 1)
    const pick = async (message: TestMessage, cells: readonly string[]) =>
      (await message.select('Pick one or more numbers', cells)).until(({ buttons }) => buttons.includes('Draw'))
    const look = await pick(grid, ['13'])
    const again = await (await look.press('Change')).until(({ buttons }) => buttons.length === 0)
    await (await (await pick(again, ['1', '2'])).press('Draw')).until(isDone)
    expect((await latest())?.request).toMatchObject({ mask: { from: 'cells', cells: [1, 2] } })
  })

  const messageCommands: readonly (readonly [string, Readonly<Record<string, FieldValue>> | undefined, Mode])[] = [
    ['Edit this', { Prompt: 'a hare', Strength: '0.5' }, 'edit'],
    ['Inpaint this', { Prompt: 'a hat', Part: ['top'] }, 'inpaint'],
    ['Make an anagram from this', { 'What it shows as it is': 'a duck', 'What else it shows': 'a rabbit' }, 'anagram'],
    ['Make a hybrid from this', { 'What else it shows': 'a skull' }, 'hybrid'],
    ['Upscale this', undefined, 'upscale'],
  ]

  it.each(messageCommands)('%s, on the bot’s own picture and on another person’s', async (name, fields, mode) => {
    const own = await paint('/generate', { prompt: 'a red fox', size: 64, seed: 9 })
    for (const message of [own, here().say('Look', [await photo()])]) {
      const opened = await here().contextMenu(name, message)
      const reply = fields === undefined ? opened : await opened.modal.fill(fields).submit()
      await finished(await reply.until((found) => isDone(found) || found.buttons.includes('Draw')))
      expect((await latest())?.request.mode).toBe(mode)
    }
  })

  it('Show recipe knows the bot’s own pictures and refuses others with a sentence', async () => {
    const own = await paint('/generate', { prompt: 'a red fox', size: 64, seed: 9 })
    const known = await (await here().contextMenu('Show recipe', own)).until(({ loading }) => !loading)
    expect(known.text).toContain('a red fox')
    const unknown = await (
      await here().contextMenu('Show recipe', here().say('Look', [await photo()]))
    ).until(({ loading }) => !loading)
    expect(unknown.text).toContain('does not say how it was made')
  })
})

it('sends nothing that Discord refuses', () => {
  const refused = bot.discord.requests().filter(({ status }) => status >= 400)
  expect(refused.map(({ method, path, answer }) => ({ method, path, answer }))).toEqual([])
  expect(bot.discord.violations()).toEqual([])
  expect(bot.discord.defects).toEqual([])
})
