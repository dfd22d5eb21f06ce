import { UserError } from '#src/errors.ts'
import type { PictureSize } from './fields.ts'
import { modeDefaults, plainPrompt } from './mode-defaults.ts'
import type { ModelProfile, StageProfile } from './model-profile.ts'
import { qualityOf } from './modes/inpaint.ts'
import { resolveCompare } from './modes/resolve-compare.ts'
import type { DrawingRequest, DrawRequest, ResolvedDrawing, ResolvedRequest } from './draw-request.ts'
import type { SamplerName, StageSettings, StageTwoSettings, Steps } from './sampling.ts'
import { samplerRule, type SamplerRule } from './sampler-rule.ts'
import { namesStageTwo, type SharedSettings } from './shared.ts'

/**
 * Fills in every default: what the person left open comes from the model, what the model leaves open from the mode.
 *
 * `drawSeed` is asked once, where the request names no seed.
 * @throws UserError `no-such-stage` for a size that the model cannot draw or settings of a stage that it lacks, `sampler-not-allowed`.
 */
export function resolve(request: DrawRequest, model: ModelProfile, drawSeed: () => number): ResolvedRequest {
  if (request.mode === 'compare') {
    const seed = request.of.seed ?? drawSeed()
    return resolveCompare(request, (cell) => resolveDrawing(cell, model, () => seed))
  }
  return resolveDrawing(request, model, drawSeed)
}

function resolveDrawing<Request extends DrawingRequest>(
  request: Request,
  model: ModelProfile,
  drawSeed: () => number,
): Extract<ResolvedDrawing, { mode: Request['mode'] }>
function resolveDrawing(request: DrawingRequest, model: ModelProfile, drawSeed: () => number): ResolvedDrawing {
  const shared = resolveShared(request, model, drawSeed)
  switch (request.mode) {
    case 'generate':
      return { mode: 'generate', ...shared, prompt: request.prompt ?? '' }
    case 'edit':
      return {
        mode: 'edit',
        ...shared,
        picture: request.picture,
        prompt: request.prompt ?? plainPrompt,
        strengths: request.ladder ?? [request.strength ?? 0.7],
      }
    case 'inpaint':
      return {
        mode: 'inpaint',
        ...shared,
        picture: request.picture,
        mask: request.mask,
        invertMask: request.invertMask ?? false,
        prompt: request.prompt ?? plainPrompt,
        quality: qualityOf(request),
        jumpLength: request.jumpLength ?? 5,
        repeats: request.repeats ?? 3,
        strength: request.strength ?? 1,
        feather: request.feather ?? 4,
      }
    case 'anagram':
      return {
        mode: 'anagram',
        ...shared,
        readings: request.readings,
        style: request.style ?? '',
        merge: request.merge ?? 'mean',
        ...(request.start && { start: request.start }),
      }
    case 'hybrid':
      return {
        mode: 'hybrid',
        ...shared,
        kind: request.kind,
        parts: request.parts,
        ...(request.pinned && { pinned: request.pinned }),
        style: request.style ?? '',
        sigma: request.sigma ?? 2,
        ...(request.start && { start: request.start }),
      }
    case 'denoise':
      return {
        mode: 'denoise',
        ...shared,
        picture: request.picture,
        prompt: request.prompt ?? plainPrompt,
        levels: request.levels ?? [250, 500, 750],
        stride: request.stride ?? 30,
        blurSigma: request.blurSigma ?? 2,
      }
    case 'upscale':
      return {
        mode: 'upscale',
        ...shared,
        picture: request.picture,
        prompt: request.prompt ?? '',
        way: request.way ?? 'whole',
      }
    case 'style':
      return {
        mode: 'style',
        ...shared,
        picture: request.picture,
        style: request.style,
        prompt: request.prompt ?? '',
        strength: request.strength ?? 0.8,
        mixer: request.mixer ?? 0.25,
      }
    default:
      return request satisfies never
  }
}

function resolveShared(request: DrawingRequest, model: ModelProfile, drawSeed: () => number): SharedSettings {
  const [first, second] = model.stages
  const size = resolveSize(request, model)
  const usual = modeDefaults[request.mode]
  const two = request.stageTwo
  const stageTwo = (): StageTwoSettings => ({
    ...resolveStage(two ?? {}, second, usual.stageTwo, samplerRule(request, 1)),
    noiseLevel:
      two?.noiseLevel ?? (request.mode === 'inpaint' ? undefined : second?.noiseLevel) ?? usual.stageTwo.noiseLevel,
    backProjections: two?.backProjections ?? second?.backProjections ?? 0,
    strength: two?.strength ?? usual.stageTwo.strength,
  })
  return {
    negative: request.negative ?? '',
    seed: request.seed ?? drawSeed(),
    count: request.count ?? 1,
    size,
    model: model.name,
    cleanCaption: request.cleanCaption ?? false,
    stageOne: resolveStage(request, first, usual.stageOne, samplerRule(request, 0)),
    ...(size === 256 && { stageTwo: stageTwo() }),
  }
}

function resolveSize(request: DrawingRequest, model: ModelProfile): PictureSize {
  const hasStageTwo = model.stages.length > 1
  if (request.mode === 'upscale' && !hasStageTwo) {
    throw new UserError('no-such-stage', `The model ${model.name} has no 256 px stage, so it cannot enlarge pictures.`)
  }
  if (request.mode === 'upscale') return 256
  if (request.mode === 'denoise') return 64
  if (request.size === 256 && !hasStageTwo) {
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

type Wishes = {
  readonly steps?: Steps | undefined
  readonly sampler?: SamplerName | undefined
  readonly guidance?: number | undefined
}

function resolveStage(
  wishes: Wishes,
  profile: StageProfile | undefined,
  usual: { readonly steps: Steps; readonly guidance: number },
  rule: SamplerRule,
): StageSettings {
  const advised = profile?.sampler ?? 'ddpm'
  const sampler = wishes.sampler ?? (rule.allowed.includes(advised) ? advised : rule.fallback)
  if (!rule.allowed.includes(sampler)) {
    throw new UserError(
      'sampler-not-allowed',
      `${rule.reason}; use ${rule.allowed.join(' or ')} instead of ${sampler}.`,
      {
        sampler,
        allowed: rule.allowed,
      },
    )
  }
  return {
    sampler,
    steps: wishes.steps ?? (profile?.steps === undefined ? usual.steps : stepsFor(sampler, advised, profile.steps)),
    guidance: wishes.guidance ?? profile?.guidance ?? usual.guidance,
  }
}

/** Steps of equal quality, by rule of thumb: what a solver does in n steps takes the ancestral sampler two times n. */
const effort: Readonly<Record<SamplerName, number>> = { 'dpm++': 1, 'sde-dpm++': 1.25, ddim: 1.5, ddpm: 2 }

function stepsFor(sampler: SamplerName, advised: SamplerName, steps: Steps): Steps {
  if (typeof steps !== 'number') return steps
  return Math.min(1000, Math.max(1, Math.round((steps * effort[sampler]) / effort[advised])))
}
