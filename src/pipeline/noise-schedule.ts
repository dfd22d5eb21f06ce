import type { SchedulerConfig } from './scheduler.ts'

/** How much of the picture is left at every noise level of the forward process x_t = √ᾱ_t·x₀ + √(1−ᾱ_t)·z. */
export interface NoiseSchedule {
  /** T, the number of levels. */
  readonly levels: number
  /** ᾱ at a level from −1 (the clean picture, where it is 1) to T − 1. Float32, as in diffusers. */
  alphaBar(level: number): number
}

/** The schedule of a scheduler's betas, rounded to float32 wherever diffusers does so (schedulers/scheduling_ddpm.py). */
export function noiseSchedule(config: SchedulerConfig): NoiseSchedule {
  const betas = betasOf(config)
  const alphaBars = new Float32Array(betas.length)
  let product = 1
  for (let t = 0; t < betas.length; t++) {
    product *= Math.fround(1 - (betas[t] ?? 0))
    alphaBars[t] = product
  }
  return {
    levels: betas.length,
    alphaBar(level) {
      if (level === -1) return 1
      const alphaBar = alphaBars[level]
      if (alphaBar === undefined) throw new RangeError(`Expected a level from -1 to ${betas.length - 1}, got ${level}`)
      return alphaBar
    },
  }
}

function betasOf({ betaSchedule, trainTimesteps, betaStart, betaEnd }: SchedulerConfig): Float32Array {
  if (betaSchedule === 'squaredcos_cap_v2') return cosineBetas(trainTimesteps)
  if (betaSchedule === 'linear') return linspace(betaStart, betaEnd, trainTimesteps)
  return linspace(Math.sqrt(betaStart), Math.sqrt(betaEnd), trainTimesteps).map((root) => root * root)
}

/** Nichol and Dhariwal 2021, "Improved Denoising Diffusion Probabilistic Models", eq. 17, β at most 0.999. */
function cosineBetas(levels: number): Float32Array {
  return Float32Array.from({ length: levels }, (_, t) =>
    Math.min(1 - cosineAlphaBar((t + 1) / levels) / cosineAlphaBar(t / levels), 0.999),
  )
}

/** ᾱ at a time from 0 to 1, not normalised. */
function cosineAlphaBar(time: number): number {
  return Math.cos((((time + 0.008) / 1.008) * Math.PI) / 2) ** 2
}

/** `count` evenly spaced values in float32, calculated from both ends like torch.linspace. */
function linspace(start: number, end: number, count: number): Float32Array {
  const step = Math.fround((Math.fround(end) - Math.fround(start)) / (count - 1))
  return Float32Array.from({ length: count }, (_, i) =>
    i < count / 2 ? Math.fround(start) + step * i : Math.fround(end) - step * (count - 1 - i),
  )
}
