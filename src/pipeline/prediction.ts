import type { SchedulerConfig } from './scheduler.ts'
import type { Sum } from './sum.ts'

/**
 * What a network says as ε, right after the network, so that views and filters act on ε alone.
 *
 * @param output the network's answer; its first three channels count
 * @param input what the network saw; its first three channels, x_t, count
 * @param alphaBar ᾱ at the row's level
 */
export function toEpsilon(
  output: Float32Array,
  input: Float32Array,
  alphaBar: number,
  type: SchedulerConfig['predictionType'],
): Sum {
  if (type === 'epsilon') return [{ array: output, weight: 1 }]
  // Salimans and Ho 2022, "Progressive Distillation": v = √ᾱ·ε − √(1−ᾱ)·x₀, so ε = √ᾱ·v + √(1−ᾱ)·x_t.
  const signal = Math.sqrt(alphaBar)
  const noise = Math.sqrt(1 - alphaBar)
  const [ofOutput, ofInput] = type === 'v_prediction' ? [signal, noise] : [-signal / noise, 1 / noise]
  return [
    { array: output, weight: ofOutput },
    { array: input, weight: ofInput },
  ]
}
