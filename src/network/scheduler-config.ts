import { z } from 'zod'

/**
 * `scheduler_config.json` with diffusers' own field names. Only values that the pipeline supports are accepted.
 *
 * It knows the fields of diffusers' `DDPMScheduler` and of the solvers that people use instead. Absent fields take diffusers'
 * defaults. Unknown fields are refused, since they might change the schedule.
 */
export const schedulerConfig = z.strictObject({
  _class_name: z.enum(['DDPMScheduler', 'DDIMScheduler', 'DPMSolverMultistepScheduler']),
  _diffusers_version: z.string().optional(),
  num_train_timesteps: z.int().min(1).default(1000),
  beta_start: z.number().default(1e-4),
  beta_end: z.number().default(0.02),
  beta_schedule: z.enum(['linear', 'scaled_linear', 'squaredcos_cap_v2']).default('linear'),
  trained_betas: z.null().default(null),
  prediction_type: z.enum(['epsilon', 'v_prediction', 'sample']).default('epsilon'),
  variance_type: z
    .enum(['fixed_small', 'fixed_small_log', 'fixed_large', 'fixed_large_log', 'learned', 'learned_range'])
    .nullable()
    .default('fixed_small'),
  clip_sample: z.boolean().default(true),
  clip_sample_range: z.number().positive().default(1),
  thresholding: z.boolean().default(false),
  dynamic_thresholding_ratio: z.number().min(0).max(1).default(0.995),
  sample_max_value: z.number().positive().default(1),
  /** Without it each sampler has its own, as in diffusers. */
  timestep_spacing: z.enum(['leading', 'linspace', 'trailing']).optional(),
  steps_offset: z.int().min(0).default(0),
  rescale_betas_zero_snr: z.literal(false).default(false),
  lambda_min_clipped: z.union([z.number(), z.literal('-Infinity'), z.null()]).optional(),
  algorithm_type: z.enum(['dpmsolver++', 'sde-dpmsolver++']).optional(),
  solver_order: z.int().min(1).max(3).optional(),
  solver_type: z.enum(['midpoint', 'heun']).optional(),
  lower_order_final: z.boolean().optional(),
  set_alpha_to_one: z.boolean().optional(),
  euler_at_final: z.literal(false).optional(),
  final_sigmas_type: z.literal('zero').optional(),
  use_karras_sigmas: z.literal(false).nullable().optional(),
  use_exponential_sigmas: z.literal(false).nullable().optional(),
  use_beta_sigmas: z.literal(false).nullable().optional(),
  use_lu_lambdas: z.literal(false).nullable().optional(),
  use_flow_sigmas: z.literal(false).nullable().optional(),
  use_dynamic_shifting: z.literal(false).optional(),
  // Only read where use_flow_sigmas or use_dynamic_shifting is true.
  flow_shift: z.number().nullable().optional(),
  time_shift_type: z.string().optional(),
})

/** The checked content of `scheduler_config.json`, with defaults filled in. */
export type SchedulerConfig = z.infer<typeof schedulerConfig>
