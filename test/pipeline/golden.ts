import { readFileSync } from 'node:fs'

/** A float32 array as models/train/reference/golden.py writes it. */
export interface GoldenArray {
  readonly shape: readonly number[]
  readonly f32: string
}

/** The content of test/pipeline/golden/NAME.json; made by models/train/reference. */
export function golden(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8'))
}

export function numbers({ f32 }: GoldenArray): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(f32, 'base64'))
  return new Float32Array(bytes.buffer)
}

/** The largest difference between two arrays of one length; NaN where any number is. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`Expected ${b.length} numbers, got ${a.length}.`)
  let largest = 0
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs((a[i] ?? Number.NaN) - (b[i] ?? Number.NaN))
    if (!(difference <= largest)) largest = difference
  }
  return largest
}
