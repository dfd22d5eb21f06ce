import type { SchedulerConfig } from './scheduler.ts'
import type { Sum } from './sum.ts'

/**
 * Converts the network's prediction to ε right after the call, so that views and filters only deal with ε.
 *
 * @param output the network's answer, of which the first three channels are read
 * @param input the network's input, of which the first three channels, x_t, are read
 * @param alphaBar ᾱ at the row's level
 * @param type what the model predicts
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
