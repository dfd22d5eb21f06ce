import type { ResolvedHybrid } from '#src/requests/modes/hybrid.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import { combined, type Component } from '../component.ts'
import { componentReadings, type ComponentName, decompositions } from '../components/registry.ts'
import { scaled } from '../components/scaled.ts'
import { pinned } from '../constraints/pinned.ts'
import type { Part, SamplingPlan } from '../plan.ts'
import { identity } from '../views/identity.ts'
import { fittingSize, pictureAt } from './fit.ts'
import { pictureOf, type Materials } from './materials.ts'
import { drawnAlone, type ModePlan } from './mode-plan.ts'
import { conditioningOn, stageAt, stagePlan } from './stage-plan.ts'
import { startingFrom } from './starting-from.ts'
import { styled } from '../styled.ts'

/**
 * A hybrid picture (Geng et al. 2024, "Factorized Diffusion"). One component of each prompt's estimate is kept, and the
 * components are summed. If a component is pinned to a real picture, this is the paper's inverse problem.
 * Stage I may start from a noised picture instead of pure noise.
 */
export function hybrid(
  request: ResolvedHybrid,
  stages: readonly StageDescription[],
  materials: Materials,
): CascadePlan {
  const { style, negative, rectify, stageOne, stageTwo, seed, count, start } = request
  const { filters, pinnedFilter } = filtersOf(request)
  const picture = request.pinned && pictureOf(materials, request.pinned.picture)
  const begun = start && pictureOf(materials, start.picture)
  const shape = picture ?? begun

  const planAt = (stage: number, settings: ResolvedHybrid['stageOne']): SamplingPlan => {
    const size = shape && fittingSize(shape, stageAt(stages, stage))
    const plan = stagePlan(stages, stage, settings, size)
    const parts = request.parts.map(({ prompt }, i): Part => {
      const component = filters[i]
      const shows = [{ prompt: styled(style, prompt), weight: 1 }]
      const part = { view: identity, shows, negative, guidance: settings.guidance }
      return component === undefined ? part : { ...part, component }
    })
    if (picture === undefined || pinnedFilter === undefined) return { ...plan, parts, merge: 'sum', rectify }
    const constraint = pinned(pinnedFilter, pictureAt(picture, plan.size), plan.scheduler)
    return { ...plan, parts, merge: 'sum', rectify, constraint }
  }

  const base = planAt(0, stageOne)
  const first = start && begun ? startingFrom(base, begun, start.strength) : base
  if (stageTwo === undefined) return { plans: [first], seed, count }
  const second: SamplingPlan = {
    ...planAt(1, stageTwo),
    conditioning: conditioningOn(stages, 1, stageTwo),
  }
  return { plans: [first, second], seed, count }
}

/**
 * The filter of each part (undefined keeps everything) and the filter of the pinned picture.
 *
 * No prompt belongs to the pinned component, but the estimate must be complete. The other parts therefore share that
 * component. A single remaining part keeps everything and needs no filter.
 */
function filtersOf({ kind, parts, sigma, pinned }: ResolvedHybrid) {
  if (kind === 'scale') {
    return { filters: parts.map(({ weight }) => scaled(weight)), pinnedFilter: undefined }
  }
  const components: Readonly<Partial<Record<ComponentName, Component>>> = decompositions[kind].of(sigma)
  const own = (name: ComponentName): Component => {
    const component = components[name]
    if (component === undefined) throw new RangeError(`A ${kind} hybrid has no component ${name}.`)
    return component
  }
  if (pinned === undefined) {
    return { filters: parts.map(({ component }) => own(component)), pinnedFilter: undefined }
  }
  const pinnedFilter = own(pinned.component)
  const share = scaled(1 / parts.length)
  const shared: Component = {
    name: pinnedFilter.name,
    filter: (estimate) => pinnedFilter.filter(share.filter(estimate)),
  }
  const filters = parts.length === 1 ? [undefined] : parts.map(({ component }) => combined([own(component), shared]))
  return { filters, pinnedFilter }
}

export const hybridPlan: ModePlan<ResolvedHybrid> = {
  plan: (request, stages, materials) => drawnAlone(request, hybrid(request, stages, materials)),
  readings: ({ kind }, planes) =>
    (kind === 'scale' ? [] : decompositions[kind].components).map((component) => {
      const { seen, share = 1 } = componentReadings[component]
      return { planes: seen?.(planes) ?? planes, share }
    }),
}
