import type { SchedulerConfig } from './scheduler.ts'
import type { Workspace } from './workspace.ts'

/**
 * Turns what a network says into ε, right after the network, so that views and filters act on ε alone.
 *
 * @param output the network's first three channels; read only
 * @param input what the network saw, its first three channels (x_t); read only
 * @param alphaBar ᾱ at the row's level
 * @returns ε, an array of the workspace unless the network speaks ε already
 */
export function toEpsilon(
  output: Float32Array,
  input: Float32Array,
  alphaBar: number,
  type: SchedulerConfig['predictionType'],
  workspace: Workspace,
): Float32Array {
  if (type === 'epsilon') return output
  // Salimans and Ho 2022, "Progressive Distillation": v = √ᾱ·ε − √(1−ᾱ)·x₀, so ε = √ᾱ·v + √(1−ᾱ)·x_t.
  const signal = Math.sqrt(alphaBar)
  const noise = Math.sqrt(1 - alphaBar)
  const [ofOutput, ofInput] = type === 'v_prediction' ? [signal, noise] : [-signal / noise, 1 / noise]
  const epsilon = workspace.take(output.length)
  for (let i = 0; i < epsilon.length; i++) epsilon[i] = ofOutput * (output[i] ?? 0) + ofInput * (input[i] ?? 0)
  return epsilon
}
