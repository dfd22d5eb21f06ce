import { clampAndDivide } from './arithmetic.ts'
import type { SchedulerConfig } from './scheduler.ts'
import type { Workspace } from './workspace.ts'

/**
 * Brings x̂0 into the range of pictures in place: by dynamic thresholding (Saharia et al. 2022, "Photorealistic
 * Text-to-Image Diffusion Models with Deep Language Understanding", §2.3), by a plain clip, or not at all, as the scheduler says.
 *
 * For dynamic thresholding, s is the `ratio` quantile of |x̂0| over all values, clamped to [1, max], and x̂0 becomes
 * clamp(x̂0, −s, s)/s.
 *
 * @param solver whether the sampler is DPM-Solver++, which never clips in diffusers; it thresholds or leaves x̂0 unchanged
 */
export function thresholdEstimate(
  estimate: Float32Array,
  config: SchedulerConfig,
  solver: boolean,
  workspace: Workspace,
): void {
  const range = plainRange(config, solver)
  if (range !== undefined) {
    clampAndDivide(estimate, range)
  } else if (config.thresholding) {
    const s = dynamicThreshold(estimate, config.dynamicThresholdingRatio, config.sampleMaxValue, workspace)
    clampAndDivide(estimate, s, s)
  }
}

/** The range of a plain clip, or undefined where there is none. A threshold of at most 1 is a plain clip too. */
export function plainRange(config: SchedulerConfig, solver: boolean): number | undefined {
  if (config.thresholding) return config.sampleMaxValue <= 1 ? 1 : undefined
  return config.clipSample && !solver ? config.clipSampleRange : undefined
}

/**
 * The threshold s, equal to `torch.quantile(|x|, ratio)` (linear, float32) clamped to [1, max].
 *
 * Only values above 1 can move it, so only those are searched. No search is needed where too few are above 1 or too many above `max`.
 */
export function dynamicThreshold(values: Float32Array, ratio: number, max: number, workspace: Workspace): number {
  if (max <= 1) return 1
  const count = values.length
  // torch computes the rank in float32.
  const rank = Math.fround(Math.fround(ratio) * (count - 1))
  const lower = Math.floor(rank)
  const upper = Math.min(Math.ceil(rank), count - 1)
  const over = workspace.take(count)
  let overs = 0
  for (let i = 0; i < count; i++) {
    // Every value is written, and advancing `overs` keeps it. A branch would be slower, since a processor cannot predict whether a value is above 1.
    const magnitude = Math.abs(values[i] ?? 0)
    over[overs] = magnitude
    overs += magnitude > 1 ? 1 : 0
  }
  const below = count - overs
  if (upper < below) return 1
  let beyond = 0
  for (let i = 0; i < overs; i++) beyond += (over[i] ?? 0) > max ? 1 : 0
  if (lower >= count - beyond) return max
  const high = select(over, overs, upper - below)
  // Smaller values lie before it now. Below the smallest value above 1 there is one of at most 1.
  const next = lower >= below ? largestWithin(over.subarray(0, upper - below), Infinity) : largestWithin(values, 1)
  const low = lower === upper ? high : next
  const quantile = Math.fround(low + (rank - lower) * (high - low))
  return Math.min(Math.max(quantile, 1), max)
}

function largestWithin(values: Float32Array, range: number): number {
  let largest = 0
  for (let i = 0; i < values.length; i++) {
    const magnitude = Math.abs(values[i] ?? 0)
    if (magnitude <= range && magnitude > largest) largest = magnitude
  }
  return largest
}

/** The k-th smallest (from 0) of the first `count` values. It reorders them (Hoare's quickselect). */
function select(values: Float32Array, count: number, k: number): number {
  let left = 0
  let right = count - 1
  while (left < right) {
    const pivot = values[(left + right) >> 1] ?? 0
    let i = left
    let j = right
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i++
      while ((values[j] ?? 0) > pivot) j--
      if (i <= j) {
        const swapped = values[i] ?? 0
        values[i++] = values[j] ?? 0
        values[j--] = swapped
      }
    }
    if (k <= j) right = j
    else if (k >= i) left = i
    else break
  }
  return values[k] ?? 0
}
