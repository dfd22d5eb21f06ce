import type { Planes } from './planes.ts'

/** The peak signal-to-noise ratio of a picture in decibels: 10·log₁₀(range²/mean squared error), both clamped to [-1, 1]. Infinity where they are equal. */
export function psnr(picture: Planes, original: Planes): number {
  let sum = 0
  for (let i = 0; i < original.data.length; i++) {
    const difference = clamped(picture.data[i] ?? 0) - clamped(original.data[i] ?? 0)
    sum += difference * difference
  }
  return 10 * Math.log10(4 / (sum / original.data.length))
}

function clamped(value: number): number {
  return Math.max(-1, Math.min(1, value))
}
