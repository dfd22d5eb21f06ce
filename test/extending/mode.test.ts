import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyProject, type ProjectCopy } from '../harness/project-copy.ts'

/** A mode that draws two prompts into one picture. */
const request = `
import { z } from 'zod'
import { nonEmptyText } from '#src/schemas.ts'
import { fields } from '../fields.ts'
import { flattenStageOne } from '../resolve-settings.ts'
import { sharedFields, sharedSettings } from '../shared.ts'
import { guidanceRows } from '../work.ts'
import { drawingMode } from './drawing-mode.ts'
import { editOf } from './edit-of.ts'
import { inputs } from './input.ts'

const prompts = { prompt: nonEmptyText(fields.prompt), second: nonEmptyText(fields.prompt) }
const blendRequest = z.strictObject({ mode: z.literal('blend'), ...sharedFields, ...prompts })
const resolvedBlend = z.strictObject({ mode: z.literal('blend'), ...sharedSettings, ...prompts })
export type ResolvedBlend = z.infer<typeof resolvedBlend>

/** Two prompts in one picture (Liu et al. 2022, "Compositional Visual Generation"). */
export const blend = drawingMode({
  name: 'blend',
  emoji: '🫟',
  description: 'Draw two prompts into one picture.',
  request: blendRequest,
  resolved: resolvedBlend,
  inputs: [
    { ...inputs.prompt, required: true },
    { ...inputs.prompt, name: 'second', description: 'The second prompt.', required: true },
  ],
  defaults: {
    stageOne: { steps: 100, guidance: 7 },
    stageTwo: { steps: 50, guidance: 4, noiseLevel: 250, strength: 1 },
  },
  complete: ({ prompt, second }, shared) => ({ mode: 'blend', ...shared, prompt, second }),
  toRequest: flattenStageOne,
  rows: (_, guidance) => 2 + guidanceRows(guidance),
  prompts: ({ prompt, second }) => [{ prompt }, { prompt: second }],
  lines: ({ prompt, second }) => [\`\${prompt} and \${second}\`],
  remix: ({ prompt, seed, steps, guidance }) => ({ prompt, seed, steps, guidance }),
  variation: editOf,
})
`

const plan = `
import type { ResolvedBlend } from '#src/requests/modes/blend.ts'
import { identity } from '../views/identity.ts'
import { drawnAlone, type ModePlan } from './mode-plan.ts'
import { conditioningOn, stagePlan } from './stage-plan.ts'

export const blendPlan: ModePlan<ResolvedBlend> = {
  plan(request, stages) {
    const { prompt, second, negative, stageOne, stageTwo, seed, count } = request
    const shows = [
      { prompt, weight: 0.5 },
      { prompt: second, weight: 0.5 },
    ]
    const parts = (guidance: number) => [{ view: identity, shows, negative, guidance }]
    const first = { ...stagePlan(stages, 0, stageOne), parts: parts(stageOne.guidance) }
    if (stageTwo === undefined) return drawnAlone(request, { plans: [first], seed, count })
    const larger = {
      ...stagePlan(stages, 1, stageTwo),
      parts: parts(stageTwo.guidance),
      conditioning: conditioningOn(stages, 1, stageTwo),
    }
    return drawnAlone(request, { plans: [first, larger], seed, count })
  },
}
`

/** Draws with it on the command line, then in the channel, and varies the result. */
const draw = `
import { drawFrom } from '#test/harness/draw-from.ts'
import { startBot } from '#test/harness/start-bot.ts'

const options = ['--size', '64', '--steps', '2', '--seed', '1']
const files = await drawFrom('blend', 'a fox', 'a hare', ...options)
const bot = await startBot()
const ben = bot.discord.person('Ben')
const isDone = ({ buttons }: { readonly buttons: readonly string[] }): boolean => buttons.includes('Delete')
const reply = await (await ben.slash('/blend', { prompt: 'a fox', second: 'a hare', size: 64 })).until(isDone)
const { modal } = await reply.press('Remix')
const [job] = await bot.store.jobs.ofPerson(ben.id, 1)
const { mode, prompt, second } = { prompt: '', second: '', ...job?.request }
console.log(
  JSON.stringify({
    files,
    request: { mode, prompt, second },
    shown: reply.text.includes('a fox and a hare'),
    buttons: reply.buttons,
    remix: modal.fields.map(({ customId }) => customId),
    rules: bot.discord.violations(),
  }),
)
await bot.stop()
process.exit()
`

describe('a new mode', () => {
  let project: ProjectCopy
  beforeAll(async () => {
    project = await copyProject()
    const requests = 'src/requests/modes/registry.ts'
    await project.add('src/requests/modes/blend.ts', request)
    await project.insert(requests, "from './anagram.ts'\n", "import { blend } from './blend.ts'\n")
    await project.insert(requests, 'hybrid, style, ', 'blend, ')
    const plans = 'src/pipeline/modes/registry.ts'
    await project.add('src/pipeline/modes/blend.ts', plan)
    await project.insert(plans, "from './anagram.ts'\n", "import { blendPlan } from './blend.ts'\n")
    await project.insert(plans, '  style: stylePlan,\n', '  blend: blendPlan,\n')
  })
  afterAll(async () => {
    await project.remove()
  })

  it('takes two new files and two lines in each registry, including slash command and subcommand', async () => {
    expect(project.touched).toHaveLength(4)
    expect(await project.typeErrors()).toBe('')
  })

  it('draws on the command line and in the channel, with all suitable forms and buttons', async () => {
    expect(JSON.parse(await project.run(draw))).toEqual({
      files: ['blend-a-fox-a-hare-1.png'],
      request: { mode: 'blend', prompt: 'a fox', second: 'a hare' },
      shown: true,
      buttons: expect.arrayContaining(['Again', 'Remix', 'Upscale', 'Vary', 'Details', 'Delete']),
      remix: ['prompt', 'seed', 'steps', 'guidance'],
      rules: [],
    })
  })
})
