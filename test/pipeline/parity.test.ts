import { describe, expect, it } from 'vitest'
import type { CascadePlan } from '#src/pipeline/cascade.ts'
import { edit } from '#src/pipeline/modes/edit.ts'
import { generate } from '#src/pipeline/modes/generate.ts'
import { inpaint } from '#src/pipeline/modes/inpaint.ts'
import type { Planes, Size } from '#src/pipeline/planes.ts'
import type { SamplerName } from '#src/pipeline/samplers/registry.ts'
import { drawn, sharedSettings } from './drawing.ts'
import { distance, golden, numbers, type GoldenArray } from './golden.ts'
import { middleMask, smoothPicture, square, toyStages, toyText } from './toy-network.ts'

interface Case {
  readonly mode: 'generate' | 'edit' | 'inpaint'
  readonly scheduler: SamplerName
  readonly seed: number
  readonly steps: readonly [number, number]
  readonly guidance: readonly [number, number]
  readonly noise_level: number
  readonly strength?: readonly [number, number]
  readonly small?: readonly [number, number]
  readonly large?: readonly [number, number]
  readonly first: GoldenArray
  readonly second: GoldenArray
}

interface Golden {
  readonly prompt: number
  readonly negative: number
  readonly cases: readonly Case[]
}

const { prompt, negative, cases } = golden('pipelines') as Golden
const texts = new Map([
  ['prompt', toyText('prompt', prompt)],
  ['negative', toyText('negative', negative)],
])
const stages = toyStages(square(32), square(64))
const reference = { sha256: '0'.repeat(64), name: 'smooth.png' }

function planOf(golden: Case): CascadePlan {
  const { mode, seed, scheduler: sampler, steps, guidance, strength = [1, 1] } = golden
  const settings = sharedSettings({
    seed,
    stageOne: { steps: steps[0], guidance: guidance[0], sampler },
    stageTwo: {
      steps: steps[1],
      guidance: guidance[1],
      sampler,
      noiseLevel: golden.noise_level,
      backProjections: 0,
      strength: strength[1],
    },
  })
  if (mode === 'generate') return generate({ mode, ...settings, prompt: 'prompt' }, stages)
  const size = sizeOf(golden.large)
  const materials = { pictures: new Map([[reference.sha256, smoothPicture(size)]]), mask: middleMask(size) }
  if (mode === 'edit') {
    const request = { mode, ...settings, prompt: 'prompt', picture: reference, strengths: [strength[0]] }
    const [plan] = edit(request, stages, materials)
    if (plan === undefined) throw new Error('No plan.')
    return plan
  }
  return inpaint(
    {
      mode,
      ...settings,
      prompt: 'prompt',
      picture: reference,
      mask: { from: 'transparency' },
      invertMask: false,
      quality: 'diffusers',
      jumpLength: 1,
      repeats: 1,
      strength: strength[0],
      feather: 0,
    },
    stages,
    materials,
  )
}

function sizeOf([height, width]: readonly [number, number] = [64, 64]): Size {
  return { height, width }
}

/** diffusers is handed tensors of the network's size; the plan's own resizing is tested elsewhere. */
function withPicture(plan: CascadePlan, golden: Case): CascadePlan {
  if (golden.mode === 'generate') return plan
  const plans = plan.plans.map((one, stage) => {
    const picture: Planes = smoothPicture(sizeOf(stage === 0 ? golden.small : golden.large))
    return one.start.from === 'picture' ? { ...one, start: { ...one.start, picture } } : one
  })
  return { ...plan, plans }
}

function every(picture: Planes | undefined, stride: number): ArrayLike<number> {
  return picture?.data.filter((_, i) => i % stride === 0) ?? []
}

describe('draws the same as diffusers', () => {
  it.each(cases)('$mode with $scheduler, seed $seed', async (golden) => {
    const [first, second] = await drawn(withPicture(planOf(golden), golden), stages, texts)
    expect(distance(every(first, 3), numbers(golden.first))).toBeLessThanOrEqual(1e-3)
    expect(distance(every(second, 11), numbers(golden.second))).toBeLessThanOrEqual(1e-3)
  })
})
