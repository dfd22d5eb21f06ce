import { UserError } from '#src/errors.ts'
import type { Demand } from '#src/pipeline/samplers/sampler.ts'
import { checkSampler, samplers, samplersFor } from '#src/pipeline/samplers/registry.ts'
import type { PictureSize } from './fields.ts'
import type { ModelProfile, StageProfile } from './model-profile.ts'
import type { SamplerName, StageSettings, StageTwoSettings, Steps } from './sampling.ts'
import { namesStageTwo, type SharedRequest, type SharedSettings } from './shared.ts'

/** A mode's defaults for one stage. They apply where neither the person nor the model sets a value. */
interface StageDefaults {
  readonly steps: Steps
  readonly guidance: number
}

export interface ModeDefaults {
  readonly stageOne: StageDefaults
  readonly stageTwo: StageDefaults & {
    readonly noiseLevel: number
    /** Whether the mode needs this noise level, whatever the model advises. Default: false. */
    readonly ownNoiseLevel?: boolean
    /** Only used by modes whose stage II starts from a picture. */
    readonly strength: number
  }
}

/** A mode's defaults and limits for the settings that all modes share. */
interface ModeRules {
  readonly stages: 'both' | 'first' | 'second'
  readonly defaults: ModeDefaults
  /** See `ModeOf.bestOf`. */
  readonly bestOf: number
  /** The requirement that the mode has for a stage's sampler, or undefined if there is none. */
  demand(stage: 0 | 1): Demand | undefined
}

/**
 * Fills in the settings that all modes share. The model's defaults come first, then the mode's.
 *
 * `drawSeed` is called once if the request has no seed.
 * @throws UserError `no-such-stage` for a size that the model cannot draw or settings of a stage that it lacks, `sampler-not-allowed`,
 *   `bad-request` where the best of several is asked for and the mode has no such choice
 */
export function resolveSettings(
  request: SharedRequest,
  model: ModelProfile,
  drawSeed: () => number,
  { stages, defaults, bestOf, demand }: ModeRules,
): SharedSettings {
  const [first, second] = model.stages
  const size = resolveSize(request, model, stages)
  checkBestOf(request, bestOf, stages)
  const own = request.stageTwo
  const usual = defaults.stageTwo
  const advisedNoiseLevel = usual.ownNoiseLevel === true ? undefined : second?.noiseLevel
  const stageTwo = (): StageTwoSettings => ({
    ...resolveStage(own ?? {}, second, usual, demand(1)),
    noiseLevel: own?.noiseLevel ?? advisedNoiseLevel ?? usual.noiseLevel,
    backProjections: own?.backProjections ?? second?.backProjections ?? 0,
    strength: own?.strength ?? usual.strength,
  })
  return {
    negative: request.negative ?? '',
    seed: request.seed ?? drawSeed(),
    count: request.count ?? 1,
    bestOf,
    size,
    model: model.name,
    cleanCaption: request.cleanCaption ?? false,
    stageOne: resolveStage(request, first, defaults.stageOne, demand(0)),
    ...(size !== 64 && { stageTwo: stageTwo() }),
  }
}

function checkBestOf({ count = 1 }: SharedRequest, bestOf: number, stages: ModeRules['stages']): void {
  if (bestOf === 1) return
  if (stages !== 'both') throw new UserError('bad-request', 'Only what both stages draw can be the best of several.')
  if (count > 1) throw new UserError('bad-request', 'Give either `count` or `bestOf`, not both.')
}

function resolveSize(request: SharedRequest, model: ModelProfile, stages: ModeRules['stages']): PictureSize {
  const hasStageTwo = model.stages.length > 1
  if (stages === 'first') return 64
  if (stages === 'second') {
    if (hasStageTwo) return 256
    throw new UserError('no-such-stage', `The model ${model.name} has no 256 px stage, so it cannot enlarge pictures.`)
  }
  if (request.size !== undefined && request.size > 64 && !hasStageTwo) {
    throw new UserError('no-such-stage', `The model ${model.name} has no 256 px stage; ask for size 64.`, {
      model: model.name,
      size: request.size,
    })
  }
  if (!hasStageTwo && namesStageTwo(request)) {
    throw new UserError(
      'no-such-stage',
      `The model ${model.name} has no 256 px stage; leave the settings of that stage out.`,
      { model: model.name },
    )
  }
  return request.size ?? (hasStageTwo ? 256 : 64)
}

function resolveStage(
  asked: Pick<SharedRequest, 'steps' | 'sampler' | 'guidance'>,
  profile: StageProfile | undefined,
  usual: StageDefaults,
  demand: Demand | undefined,
): StageSettings {
  const advised = profile?.sampler ?? 'ddpm'
  const allowed = samplersFor(demand)
  const sampler = asked.sampler ?? (allowed.includes(advised) ? advised : (allowed[0] ?? advised))
  checkSampler(sampler, demand)
  return {
    sampler,
    steps: asked.steps ?? (profile?.steps === undefined ? usual.steps : stepsFor(sampler, advised, profile.steps)),
    guidance: asked.guidance ?? profile?.guidance ?? usual.guidance,
  }
}

/** The number of steps that gives the quality of the model's recommended steps, which assume the model's own sampler. */
function stepsFor(sampler: SamplerName, advised: SamplerName, steps: Steps): Steps {
  if (typeof steps !== 'number') return steps
  return Math.min(1000, Math.max(1, Math.round((steps * samplers[sampler].effort) / samplers[advised].effort)))
}

/** The inverse: moves the settings of stage I back to the top level, where an unresolved request has them. */
export function flattenStageOne<Resolved extends { readonly stageOne: object }>(
  resolved: Resolved,
): Omit<Resolved, 'stageOne'> & Resolved['stageOne'] {
  const { stageOne, ...rest } = resolved
  return { ...rest, ...stageOne }
}
