import { afterEach, describe, expect, it } from 'vitest'
import { file, type Options, type TestFile } from 'local-discord/testing'
import { expectNothingLeft } from '../harness/expectations.ts'
import { colour } from '../harness/scripted-engine.ts'
import { useBot } from '../harness/use-bot.ts'

/** One place in line a person: what is refused and keeps its place would leave none for the next. */
const bot = useBot({ limits: { waitingPerPerson: 1 } })

const ben = () => bot.discord.person('Ben')
const sentence = ({ text }: { readonly text: string }): boolean => text.includes('⚠️')

afterEach(() => expectNothingLeft(bot))

const photo = async (): Promise<TestFile> => file('photo.png', (await colour(3, 64)).bytes)

describe('contradictory settings are refused at once, in a private message', () => {
  const words = (options: Options) => () => Promise.resolve(options)
  const withPicture = (options: Options) => async (): Promise<Options> => ({ picture: await photo(), ...options })
  const two = { prompt: 'a', second: 'b' }
  const cases: readonly (readonly [string, string, () => Promise<Options>, string])[] = [
    [
      '/generate',
      'steps said twice',
      words({ prompt: 'a', steps: 5, schedule: 'fast27' }),
      'either `steps` or `schedule`',
    ],
    [
      '/generate',
      'no schedule',
      words({ prompt: 'a', schedule: 'fast99' }),
      '`steps` must be a whole number from 1 to 1000, or',
    ],
    [
      '/generate',
      'rising timesteps',
      words({ prompt: 'a', schedule: '0 500' }),
      'must fall from step to step and end at 0',
    ],
    [
      '/edit',
      'strength and sweep',
      withPicture({ prompt: 'a hat', strength: 0.5, sweep: '0.3 0.6' }),
      'either `strength` or `sweep`',
    ],
    [
      '/edit',
      'words in a strength sweep',
      withPicture({ prompt: 'a hat', sweep: 'low high' }),
      'Value 1 of `sweep` must be a number from 0.01 to 1; you gave "low"',
    ],
    [
      '/generate',
      'the form of a stage that does not draw',
      words({ prompt: 'a fox', size: 64, advanced: true }),
      'which a 64 px picture does not use. Leave `advanced` out',
    ],
    [
      '/inpaint',
      'the same with a mask',
      withPicture({ prompt: 'a hat', region: 'top', size: 64, advanced: true }),
      'which a 64 px picture does not use. Leave `advanced` out',
    ],
    [
      '/inpaint',
      'no such part',
      withPicture({ prompt: 'a hat', region: 'nowhere' }),
      'A region is named by left, right',
    ],
    [
      '/inpaint',
      'resampling in a hurry',
      withPicture({ prompt: 'a hat', region: 'top', quality: 'fast', repeats: 3 }),
      'belong to `quality` good',
    ],
    [
      '/anagram',
      'one view twice',
      words({ ...two, view: 'identity' }),
      'Two prompts share one view; give each prompt a view of its own.',
    ],
    ['/anagram', 'no such view', words({ ...two, view: 'sideways' }), 'must be one of identity, flip'],
    [
      '/anagram',
      'a view too far',
      words({ ...two, view: 'skew:factor=99' }),
      'must be a number from -8 to 8; you gave 99',
    ],
    [
      '/anagram',
      'pieces that do not fit',
      words({ ...two, view: 'patch_permute:pieces=7' }),
      'must be 2, 4, 8, 16, 32 or 64',
    ],
    ['/hybrid', 'nothing at all', words({}), 'Say what the hybrid shows: `first` and `second`'],
    ['/hybrid', 'a picture alone', withPicture({}), 'Say what the hybrid shows: `first` and `second`'],
    ['/hybrid', 'one part', words({ first: 'a' }), 'The component `high` has no prompt'],
    ['/hybrid', 'a middle of two', words({ first: 'a', second: 'b', middle: 'c' }), 'has no part in the `middle`'],
    [
      '/hybrid',
      'a fourth of two',
      words({ first: 'a', second: 'b', fourth: 'c' }),
      'Only a scale hybrid takes a `fourth`',
    ],
    [
      '/hybrid',
      'weights of no scale',
      words({ first: 'a', second: 'b', weights: '1 2' }),
      '`weights` belong to scale hybrids',
    ],
    [
      '/hybrid',
      'too few weights',
      words({ first: 'a', second: 'b', kind: 'scale', weights: '1' }),
      '2 prompts, 1 weights',
    ],
    [
      '/hybrid',
      'prompts for all and a picture',
      withPicture({ first: 'a', second: 'b' }),
      'comes from the picture, so it takes no prompt',
    ],
    [
      '/hybrid',
      'a pinned scale',
      withPicture({ first: 'a', kind: 'scale' }),
      'A scale hybrid has no component that a picture could be pinned to',
    ],
    [
      '/denoise',
      'no level',
      withPicture({ levels: '0' }),
      'Value 1 of `levels` must be a whole number from 1 to 999; you gave 0',
    ],
    ['/denoise', 'too many levels', withPicture({ levels: '1 2 3 4 5 6 7' }), 'must name at most 6 noise levels'],
    ['/compare', 'one value', words({ prompt: 'a', setting: 'steps', values: '5' }), 'must have at least 2 values'],
    [
      '/compare',
      'one setting twice',
      words({ setting: 'steps', values: '5, 6', and_setting: 'steps', and_values: '7, 8' }),
      'must be different ones',
    ],
    [
      '/compare',
      'values of nothing',
      words({ setting: 'steps', values: '5, 6', and_values: '7, 8' }),
      '`and_values` needs `and_setting`',
    ],
    [
      '/compare',
      'a strength of words',
      words({ setting: 'steps', values: '5, 6', strength: 0.5 }),
      'Only edits have a `strength`',
    ],
    [
      '/compare',
      'strengths of words',
      words({ setting: 'strength', values: '0.5, 0.6' }),
      'Only edits have a `strength`',
    ],
  ]

  it.each(cases)('%s: %s', async (command, _, options, said) => {
    const { message } = await ben().slash(command, await options())
    expect(message.text).toContain(said)
    expect(message.ephemeral).toBe(true)
    expect(message.loading).toBe(false)
  })

  it('/inpaint: a mask together with a region', async () => {
    const { message } = await ben().slash('/inpaint', {
      picture: await photo(),
      prompt: 'a hat',
      mask: await photo(),
      region: 'top',
    })
    expect(message.text).toContain('either a `mask` or a `region`')
  })
})

describe('errors found while drawing appear in the job’s message, and the place in the queue is free again', () => {
  const cases: readonly (readonly [string, () => Promise<Options>, string])[] = [
    [
      '/anagram',
      () => Promise.resolve({ prompt: 'a', second: 'b', merge: 'alternate', sampler: 'dpm++' }),
      'Alternating readings change the estimate from step to step; use ddpm or ddim instead of dpm++.',
    ],
    [
      '/hybrid',
      async () => ({ first: 'a skull', picture: await photo(), sampler: 'ddim' }),
      'A pinned picture is noised again at every step; use ddpm instead of ddim.',
    ],
  ]

  it.each(cases)('%s', async (command, options, said) => {
    const reply = await ben().slash(command, await options())
    const message = await reply.until(sentence)
    expect(message.text).toContain(said)
    expect(message.buttons).toEqual(['Again', 'Remix', 'Delete'])
  })

  it('/inpaint', async () => {
    const options = { picture: await photo(), prompt: 'a hat', region: 'top', quality: 'good', sampler: 'dpm++' }
    const look = await (await ben().slash('/inpaint', options)).until(({ buttons }) => buttons.includes('Draw'))
    const message = await (await look.press('Draw')).until(sentence)
    expect(message.text).toContain('RePaint goes up and down the noise levels; use ddpm or ddim instead of dpm++.')
  })

  it('an incident shows its id, and frees the place in the queue too', async () => {
    bot.engine.failWith(new Error('a hidden detail'))
    const reply = await ben().slash('/generate', { prompt: 'a fox', size: 64 })
    expect((await reply.until(sentence)).text).toMatch(/log as [0-9a-f]{8}/)
    bot.engine.failWith(undefined)
  })

  it('requests still work after all of these', async () => {
    const reply = await ben().slash('/generate', { prompt: 'a fox', size: 64 })
    await reply.until(({ buttons }) => buttons.includes('Delete'))
  })
})

it('sends nothing that Discord refuses', () => {
  const refused = bot.discord.requests().filter(({ status }) => status >= 400)
  expect(refused.map(({ method, path, answer }) => ({ method, path, answer }))).toEqual([])
  expect(bot.discord.violations()).toEqual([])
})
