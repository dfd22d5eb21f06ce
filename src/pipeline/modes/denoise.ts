import type { ResolvedDenoise } from '#src/requests/modes/denoise.ts'
import { gaussianBlur } from '../blur.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import { noised } from '../forward.ts'
import { noiseSchedule } from '../noise-schedule.ts'
import type { SamplingPlan } from '../plan.ts'
import { torchNormal } from '../random.ts'
import type { Denoising, DenoisingStudy } from './denoising-study.ts'
import { fittingSize, pictureAt } from './fit.ts'
import { pictureOf, type Materials } from './materials.ts'
import type { ModePlan } from './mode-plan.ts'
import { onePart, stageAt, stagePlan } from './stage-plan.ts'

/**
 * The teaching mode after the CS180 course. It runs the forward process to several levels. From each it shows a Gaussian
 * blur, a one-step estimate and iterative denoising over strided timesteps, all with the same noise. As in the course, x̂0
 * is not clipped. The iterative timesteps continue to the clean picture.
 */
function denoise(request: ResolvedDenoise, stages: readonly StageDescription[], materials: Materials): DenoisingStudy {
  const { prompt, negative, stageOne, seed, stride, blurSigma } = request
  const whole = pictureOf(materials, request.picture)
  const size = fittingSize(whole, stageAt(stages, 0))
  const original = pictureAt(whole, size)
  const plan = stagePlan(stages, 0, stageOne, size)
  const scheduler = { ...plan.scheduler, thresholding: false, clipSample: false }
  const schedule = noiseSchedule(scheduler)

  const planWith = (timesteps: readonly number[]): CascadePlan => {
    const one: SamplingPlan = {
      ...plan,
      scheduler,
      timesteps,
      start: { from: 'picture', picture: original },
      parts: onePart(prompt, negative, stageOne.guidance),
    }
    return { plans: [one], seed, count: 1 }
  }

  const levels = request.levels.map((level): Denoising => {
    const alphaBar = schedule.alphaBar(level)
    const noisy = noised(original, level, schedule, torchNormal(seed))
    return {
      level,
      signalToNoise: alphaBar / (1 - alphaBar),
      noised: noisy,
      // At σ = 2 this is the course's kernel of 5 pixels.
      blurred: gaussianBlur(noisy, 2 * Math.ceil(blurSigma) + 1, blurSigma),
      oneStep: planWith([level, -1]),
      iterative: planWith([level, ...stridedBelow(level, stride), -1]),
    }
  })
  return { title: prompt, stride, blurSigma, original, levels }
}

/** The multiples of a stride below a level, falling to 0. */
function stridedBelow(level: number, stride: number): number[] {
  const count = Math.ceil(level / stride)
  return Array.from({ length: count }, (_, i) => (count - 1 - i) * stride)
}

export const denoisePlan: ModePlan<ResolvedDenoise> = {
  plan(request, stages, materials) {
    const study = denoise(request, stages, materials)
    // Two drawings per level: in one step, then step by step.
    const plans = study.levels.flatMap(({ oneStep, iterative }) => [oneStep, iterative])
    return { drawings: plans.map((plan) => ({ plan, request })), study }
  },
}
