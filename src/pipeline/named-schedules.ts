export const scheduleNames = [
  'fast27',
  'smart27',
  'smart50',
  'smart100',
  'smart185',
  'super27',
  'super40',
  'super100',
] as const
export type ScheduleName = (typeof scheduleNames)[number]

/**
 * IF's lists of timesteps, as how many steps fall into each of as many equal sections of the thousand, the section
 * nearest the clean picture first (deep-floyd/IF, deepfloyd_if/modules/base.py; the lists themselves are in diffusers,
 * pipelines/deepfloyd_if/timesteps.py).
 */
export const namedSchedules: Readonly<Record<ScheduleName, readonly number[]>> = {
  fast27: [10, 10, 3, 2, 2],
  smart27: [7, 4, 2, 1, 2, 4, 7],
  smart50: [10, 6, 4, 3, 2, 2, 3, 4, 6, 10],
  smart100: [1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 7, 8, 9, 10, 13],
  smart185: [1, 1, 2, 2, 2, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20],
  super27: [1, 1, 1, 1, 1, 1, 1, 2, 5, 13],
  super40: [2, 2, 2, 2, 2, 2, 3, 4, 6, 15],
  super100: [4, 4, 6, 6, 8, 8, 10, 10, 14, 30],
}
