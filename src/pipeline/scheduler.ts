import { UserError } from '#src/errors.ts'

/**
 * The checked content of a model's `scheduler/scheduler_config.json`. The names are diffusers' own in camel case. The reader
 * of the file fills in diffusers' defaults for what is missing.
 */
export interface SchedulerConfig {
  /** How many noise levels the model was trained on: 1000 for every IF model. */
  readonly trainTimesteps: number
  /** `squaredcos_cap_v2` is IF's cosine schedule. */
  readonly betaSchedule: 'squaredcos_cap_v2' | 'linear' | 'scaled_linear'
  /** Only the linear schedules use these. */
  readonly betaStart: number
  readonly betaEnd: number
  /** What the network's first three channels mean. */
  readonly predictionType: 'epsilon' | 'v_prediction' | 'sample'
  /** The variance of an ancestral step. `learned_range` reads it from the network's last three channels. */
  readonly varianceType: 'learned_range' | 'fixed_small' | 'fixed_small_log' | 'fixed_large'
  /** Dynamic thresholding (Saharia et al. 2022, "Imagen", §2.3) of x̂0 at every step. */
  readonly thresholding: boolean
  /** The share of |x̂0| that lies below the threshold; 0.95 for IF. */
  readonly dynamicThresholdingRatio: number
  /** The largest threshold: 1.5 at stage I, 1 at a super-resolution stage, where it amounts to a plain clip. */
  readonly sampleMaxValue: number
  /** Clips x̂0 to ±clipSampleRange where there is no thresholding (DDPM and DDIM). */
  readonly clipSample: boolean
  readonly clipSampleRange: number
  /** DPM-Solver++ starts no higher than the level where log(√ᾱ/√(1−ᾱ)) reaches this. −5.1 for IF, −Infinity for no limit. */
  readonly lambdaMinClipped: number
  /** How an even schedule is spread over the levels. Each sampler has its own default. */
  readonly timestepSpacing?: 'leading' | 'linspace' | 'trailing'
  /** Added to every level of a `leading` schedule. */
  readonly stepsOffset: number
}

/** The fields of diffusers' `scheduler_config.json` that matter here, under their own names, defaults filled in. */
export interface DiffusersScheduler {
  readonly num_train_timesteps: number
  readonly beta_start: number
  readonly beta_end: number
  readonly beta_schedule: SchedulerConfig['betaSchedule']
  readonly prediction_type: SchedulerConfig['predictionType']
  readonly variance_type: string | null
  readonly clip_sample: boolean
  readonly clip_sample_range: number
  readonly thresholding: boolean
  readonly dynamic_thresholding_ratio: number
  readonly sample_max_value: number
  readonly timestep_spacing?: 'leading' | 'linspace' | 'trailing' | undefined
  readonly steps_offset: number
  readonly lambda_min_clipped?: number | string | null | undefined
}

const varianceTypes = ['learned_range', 'fixed_small', 'fixed_small_log', 'fixed_large'] as const

/**
 * Converts a scheduler file to the pipeline's configuration.
 *
 * A cosine schedule without `lambda_min_clipped` gets IF's −5.1, since its last few levels hold almost no signal and
 * DPM-Solver++ is unstable there.
 *
 * @throws UserError `unsupported-variance` where the samplers do not know the kind of variance
 */
export function schedulerOf(file: DiffusersScheduler): SchedulerConfig {
  // Samplers that ignore the variance write null.
  const varianceType = varianceTypes.find((type) => type === (file.variance_type ?? 'fixed_small'))
  if (varianceType === undefined) {
    throw new UserError(
      'unsupported-variance',
      `The scheduler's variance_type ${String(file.variance_type)} is not supported: use a model with one of ${varianceTypes.join(', ')}.`,
      { varianceType: file.variance_type },
    )
  }
  const unclipped = file.beta_schedule === 'squaredcos_cap_v2' ? -5.1 : -Infinity
  return {
    trainTimesteps: file.num_train_timesteps,
    betaSchedule: file.beta_schedule,
    betaStart: file.beta_start,
    betaEnd: file.beta_end,
    predictionType: file.prediction_type,
    varianceType,
    thresholding: file.thresholding,
    dynamicThresholdingRatio: file.dynamic_thresholding_ratio,
    sampleMaxValue: file.sample_max_value,
    clipSample: file.clip_sample,
    clipSampleRange: file.clip_sample_range,
    lambdaMinClipped: Number(file.lambda_min_clipped ?? unclipped),
    ...(file.timestep_spacing && { timestepSpacing: file.timestep_spacing }),
    stepsOffset: file.steps_offset,
  }
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
