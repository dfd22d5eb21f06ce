/**
 * What a model's `scheduler/scheduler_config.json` says, checked. The names are diffusers' own, in camel case;
 * whoever reads the file (the border) fills this in, with diffusers' defaults for what is missing.
 */
export interface SchedulerConfig {
  /** How many noise levels the model was trained on: 1000 for every IF model. */
  readonly trainTimesteps: number
  /** `squaredcos_cap_v2` (IF's cosine), `linear`, `scaled_linear`. */
  readonly betaSchedule: 'squaredcos_cap_v2' | 'linear' | 'scaled_linear'
  /** Used by the linear schedules only. */
  readonly betaStart: number
  readonly betaEnd: number
  /** What the network's first three channels are. */
  readonly predictionType: 'epsilon' | 'v_prediction' | 'sample'
  /** The variance of an ancestral step; `learned_range` reads the network's last three channels. */
  readonly varianceType: 'learned_range' | 'fixed_small' | 'fixed_small_log' | 'fixed_large' | 'fixed_large_log'
  /** Dynamic thresholding (Saharia et al. 2022, "Imagen", §2.3) of x̂0 at every step. */
  readonly thresholding: boolean
  /** The share of |x̂0| that lies below the threshold: 0.95. */
  readonly dynamicThresholdingRatio: number
  /** The largest threshold: 1.5 at stage I; 1 at a super-resolution stage, where it comes down to a plain clip. */
  readonly sampleMaxValue: number
  /** Clip x̂0 to ±clipSampleRange where there is no thresholding (DDPM and DDIM). */
  readonly clipSample: boolean
  readonly clipSampleRange: number
  /** DPM-Solver++ starts no higher than the level where log(√ᾱ/√(1−ᾱ)) reaches this: −5.1; −Infinity for no limit. */
  readonly lambdaMinClipped: number
  /** How an even schedule is spread over the levels; each sampler has its own default where this is missing. */
  readonly timestepSpacing?: 'leading' | 'linspace' | 'trailing'
  /** Added to every level of a `leading` schedule. */
  readonly stepsOffset: number
}

/** DeepFloyd IF's own configuration: stage I with `sampleMaxValue` 1.5, stages II and III with 1. */
export function schedulerOfIF(sampleMaxValue: number): SchedulerConfig {
  return {
    trainTimesteps: 1000,
    betaSchedule: 'squaredcos_cap_v2',
    betaStart: 0.0001,
    betaEnd: 0.02,
    predictionType: 'epsilon',
    varianceType: 'learned_range',
    thresholding: true,
    dynamicThresholdingRatio: 0.95,
    sampleMaxValue,
    clipSample: true,
    clipSampleRange: 1,
    lambdaMinClipped: -5.1,
    stepsOffset: 0,
  }
}
