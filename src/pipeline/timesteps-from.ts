/**
 * The end of a timestep sequence, from the level that a strength asks for (SDEdit, Meng et al. 2022).
 *
 * Of N steps the last N·strength remain. Where that is a whole number they are those of diffusers' `get_timesteps`. Otherwise they
 * begin with an extra timestep between two of the sequence, so that every strength begins at a level of its own, also with few steps.
 *
 * @param timesteps falling, the clean picture (−1) last
 * @param strength 0 … 1
 */
export function timestepsFrom(timesteps: readonly number[], strength: number): readonly number[] {
  const steps = timesteps.length - 1
  const wanted = Math.min(steps * strength, steps)
  // 25 · 0.28 is 7.000000000000001.
  const whole = Math.round(wanted)
  const endsAtZero = steps > 1 && timesteps[steps - 1] === 0
  if (whole >= (endsAtZero ? 2 : 1) && Math.abs(wanted - whole) < 1e-9) return timesteps.slice(steps - whole)
  // A last step from level 0, next to the clean picture, has no room for several strengths. It shares the levels of the step before it.
  const first =
    endsAtZero && wanted < 2 ? levelAt([timesteps[steps - 2] ?? 0, 0], wanted / 2) : levelAt(timesteps, wanted)
  return [first, ...timesteps.filter((level) => level < first)]
}

/**
 * The end of a timestep sequence from just below a level, which is how IF's own schedules are cut: of `smart50` at strength 0.8
 * those below 800 remain. Where none of them is next to that level, an extra first timestep is.
 *
 * @param timesteps falling, the clean picture (−1) last
 * @param level 0 … the number of training timesteps
 */
export function timestepsBelow(timesteps: readonly number[], level: number): readonly number[] {
  const first = Math.max(Math.ceil(level) - 1, 0)
  return [first, ...timesteps.filter((timestep) => timestep < first)]
}

/** The level after so many steps, counted from the clean end. Between two levels it is interpolated and rounded. */
function levelAt(timesteps: readonly number[], wanted: number): number {
  const index = Math.floor(wanted)
  const below = timesteps[timesteps.length - 1 - index] ?? -1
  const above = timesteps[timesteps.length - 2 - index] ?? below
  return Math.max(Math.round(below + (wanted - index) * (above - below)), 0)
}

/**
 * The last ⌊N·strength⌋ of N steps, at least one, as diffusers' `get_timesteps` counts them.
 *
 * @param timesteps falling, the clean picture (−1) last
 * @param strength 0 … 1
 */
export function lastTimesteps(timesteps: readonly number[], strength: number): readonly number[] {
  const steps = timesteps.length - 1
  const kept = Math.min(Math.max(Math.floor(steps * strength), 1), steps)
  return timesteps.slice(steps - kept)
}
