import type { z } from 'zod'
import type { Demand } from '#src/pipeline/samplers/sampler.ts'
import type { ModelProfile } from '../model-profile.ts'
import type { PictureRef } from '../picture-ref.ts'
import { type ModeDefaults, resolveSettings } from '../resolve-settings.ts'
import type { SharedRequest, SharedSettings } from '../shared.ts'
import { guidanceRows, scheduledSteps, workOf } from '../work.ts'
import type { ModeOf, ModeProperties } from './mode.ts'

type OptionalProperties = 'stages' | 'ownTimesteps' | 'stageTwoStrength' | 'sheetOnly' | 'standalone' | 'enlargement'

/** The default properties of a mode. */
const usual = {
  stages: 'both',
  ownTimesteps: false,
  stageTwoStrength: false,
  sheetOnly: false,
  standalone: true,
  enlargement: 'upscale',
} as const satisfies Pick<ModeProperties, OptionalProperties>

/** The facts that a mode's own file supplies. Everything else is the same for all modes that draw. */
type Facts<Request, Resolved> = Omit<ModeProperties, OptionalProperties> &
  Partial<Pick<ModeProperties, OptionalProperties>> &
  Pick<
    ModeOf<Request, Resolved>,
    | 'prompts'
    | 'style'
    | 'withStyle'
    | 'lines'
    | 'readings'
    | 'linesAboutOtherReadings'
    | 'remix'
    | 'grid'
    | 'pictureLabel'
    | 'canVary'
    | 'variation'
    | 'repaintedPicture'
    | 'withStrength'
    | 'mask'
  > & {
    /** Used where neither the person nor the model sets a value. */
    readonly defaults: ModeDefaults
    /** The requirement for the sampler of a stage (0: 64 px, 1: 256 px). Default: none. */
    demand?(request: Request, stage: 0 | 1): Demand | undefined
    /** Resolves the mode's own fields; the shared settings are resolved already. */
    complete(request: Request, shared: SharedSettings, model: ModelProfile): Resolved
    toRequest(resolved: Resolved): Request
    /** Default: none. */
    pictures?(request: Request | Resolved): readonly PictureRef[]
    /** The steps of both stages for one picture. Default: the complete schedules. */
    steps?(resolved: Resolved): readonly [first: number, second: number]
    /** The number of tiles that stage II cuts its canvas into. Default: the canvas is not cut. */
    tiles?(resolved: Resolved): number
    /** The rows per step. Default: one with the prompt and, with guidance, one with the negative prompt. */
    rows?(resolved: Resolved, guidance: number): number
  }

/** Creates a mode from its own facts and the behaviour that all drawing modes share. */
export function drawingMode<
  const Name extends string,
  RequestSchema extends z.ZodType<SharedRequest & { readonly mode: Name }>,
  ResolvedSchema extends z.ZodType<SharedSettings & { readonly mode: Name }>,
>(
  facts: { readonly name: Name; readonly request: RequestSchema; readonly resolved: ResolvedSchema } & Facts<
    z.infer<RequestSchema>,
    z.infer<ResolvedSchema>
  >,
): ModeOf<z.infer<RequestSchema>, z.infer<ResolvedSchema>> & typeof facts {
  type Request = z.infer<RequestSchema>
  type Resolved = z.infer<ResolvedSchema>
  const rows = (resolved: Resolved, guidance: number): number =>
    facts.rows?.(resolved, guidance) ?? 1 + guidanceRows(guidance)
  const isIllusion = (request: Request): boolean => (facts.readings?.(request).length ?? 0) > 1
  const bestOfIn = (request: Request, { illusions }: ModelProfile): number => {
    const isFixed = request.seed !== undefined || (request.count ?? 1) > 1 || startsFromPicture(request)
    return request.bestOf ?? (isIllusion(request) && !isFixed ? illusions?.bestOf : undefined) ?? 1
  }
  return {
    ...usual,
    ...facts,
    resolve(request: Request, model: ModelProfile, drawSeed: () => number): Resolved {
      const demand = (stage: 0 | 1) => facts.demand?.(request, stage)
      const { stages = usual.stages, defaults } = facts
      const bestOf = bestOfIn(request, model)
      const rules = { stages, defaults, demand, bestOf }
      const profile = isIllusion(request) ? forIllusions(model) : model
      return facts.complete(request, resolveSettings(request, profile, drawSeed, rules), model)
    },
    bestOf: bestOfIn,
    settings: (request: Request): SharedRequest => request,
    withSettings: (request: Request, settings: Partial<SharedRequest>): Request => ({ ...request, ...settings }),
    resolvedSettings: (resolved: Resolved): SharedSettings => resolved,
    drawings: (resolved: Resolved): readonly Resolved[] => [resolved],
    pictures: (request: Request | Resolved): readonly PictureRef[] => facts.pictures?.(request) ?? [],
    rows,
    work(resolved: Resolved) {
      const tiles = facts.tiles?.(resolved) ?? 1
      const steps = facts.steps?.(resolved) ?? scheduledSteps(resolved)
      return workOf(resolved, steps, (guidance) => rows(resolved, guidance) * tiles)
    },
  }
}

/** The profile with the guidance that is recommended for illusions. */
function forIllusions(model: ModelProfile): ModelProfile {
  const guidance = model.illusions?.guidance
  const [first, ...others] = model.stages
  if (guidance === undefined || first === undefined) return model
  return { ...model, stages: [{ ...first, guidance }, ...others] }
}

const startsFromPicture = (request: object): boolean => 'start' in request && request.start !== undefined
