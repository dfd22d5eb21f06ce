import type { Dtype } from './safetensors.ts'

/** Turns the bytes of numbers in one format into float32. */
export type Decode = (bytes: Uint8Array) => Float32Array

/** The number formats that can be quantised, each with a function that makes its decoder. */
const decoders: Partial<Record<Dtype, () => Decode>> = {
  F32: () => decodeF32,
  F16: decoderOfF16,
  BF16: () => decodeBF16,
}

/** A decoder of a number format; undefined where the format holds no weights. */
export function decoderOf(dtype: Dtype): Decode | undefined {
  return decoders[dtype]?.()
}

function decodeF32(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice().buffer)
}

/** BF16 is the upper half of a float32. */
function decodeBF16(bytes: Uint8Array): Float32Array {
  const halves = new Uint16Array(bytes.slice().buffer)
  const numbers = new Uint32Array(halves.length)
  for (let index = 0; index < halves.length; index++) numbers[index] = (halves[index] ?? 0) << 16
  return new Float32Array(numbers.buffer)
}

/** Looks each of the 65,536 half-precision numbers up in a table, which is faster than calculating it. */
function decoderOfF16(): Decode {
  const table = Float32Array.from({ length: 65_536 }, (_, bits) => halfToNumber(bits))
  return (bytes) => {
    const halves = new Uint16Array(bytes.slice().buffer)
    const numbers = new Float32Array(halves.length)
    for (let index = 0; index < halves.length; index++) numbers[index] = table[halves[index] ?? 0] ?? 0
    return numbers
  }
}

/** An IEEE half-precision number from its bits. */
function halfToNumber(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
