import type { ScheduleName } from '#src/requests/sampling.ts'

/** Suggestions for options while they are typed, at most 100 characters each. */
export const suggested = {
  /** How each of IF's schedules spaces its steps. */
  schedules: {
    fast27: 'fast27 · 27 steps, most of them at high noise',
    smart27: 'smart27 · 27 steps, carefully spaced',
    smart50: 'smart50 · 50 steps, carefully spaced',
    smart100: 'smart100 · 100 steps, carefully spaced',
    smart185: 'smart185 · 185 steps, carefully spaced',
    super27: 'super27 · 27 steps, for the 256 px stage',
    super40: 'super40 · 40 steps, for the 256 px stage',
    super100: 'super100 · 100 steps, for the 256 px stage',
  } satisfies Readonly<Record<ScheduleName, string>>,
  /** Views with settings, as examples of how they are written. */
  views: {
    'jigsaw:seed=2': 'jigsaw pieces moved, with another cut (any seed)',
    'patch_permute:pieces=4': 'square patches shuffled, 4 per side (2 to 64)',
    'pixel_permute:pieces=32': 'tiny squares shuffled, 32 per side (2 to 64)',
    'skew:factor=2': 'columns slid downhill, steeper (factor -8 to 8)',
  },
  sweeps: ['0.3 0.5 0.7 0.9', '0.2 0.4 0.6 0.8 1'],
  /** Values that show a setting's effect at a glance, by setting. */
  compare: {
    guidance: ['1, 3, 5, 7, 10', '0, 1, 4, 8, 16'],
    steps: ['5, 10, 20, 40', 'fast27, smart27, smart50', '10, 25, 50, 100'],
    seed: ['1, 2, 3, 4', '1, 2, 3, 4, 5, 6, 7, 8'],
    sampler: ['ddpm, ddim, dpm++, sde-dpm++', 'ddpm, dpm++'],
    prompt: ['a red fox | a blue fox | a green fox'],
    strength: ['0.2, 0.4, 0.6, 0.8', '0.39, 0.69, 0.78, 0.84, 0.9, 0.96'],
  } as Readonly<Record<string, readonly string[]>>,
} as const
