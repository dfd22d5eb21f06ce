/** A stream of independent standard normal numbers. Each call returns `count` float32 values, in a new array or in `into`, which must have that length. */
export type RandomNormal = (count: number, into?: Float32Array) => Float32Array

/**
 * The stream that PyTorch's CPU generator gives `torch.randn(count, generator=torch.Generator().manual_seed(seed))`,
 * call after call, to 5e-6. A seed therefore draws the same picture here and in diffusers.
 *
 * For 16 values or more, float32 uniforms go through Box–Muller in blocks of 16 (eight cosines, then eight sines). Where
 * the count is no multiple of 16, the last 16 are drawn again. Fewer than 16 values are drawn one by one in double
 * precision, and the sine of a pair is kept for the next call.
 *
 * @param seed 0 ≤ seed < 2⁶⁴; only the lower 32 bits matter
 */
export function torchNormal(seed: number): RandomNormal {
  const twister = mersenneTwister(seed)
  let waiting: number | undefined

  const uniform53 = () => {
    const high = twister.next() & 0x1fffff
    return (high * 2 ** 32 + twister.next()) * 2 ** -53
  }

  const one = () => {
    if (waiting !== undefined) {
      const value = waiting
      waiting = undefined
      return value
    }
    const angle = 2 * Math.PI * uniform53()
    const radius = Math.sqrt(-2 * Math.log1p(-uniform53()))
    waiting = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }

  return (count, values = new Float32Array(count)) => {
    if (count < 16) {
      for (let i = 0; i < count; i++) values[i] = one()
      return values
    }
    // The integers share the memory of the floats that they become.
    const bits = new Int32Array(values.buffer, values.byteOffset, count)
    twister.fill(bits)
    const blocks = count - (count % 16)
    boxMuller(bits, values, 0, blocks)
    if (blocks < count) {
      twister.fill(bits.subarray(count - 16))
      boxMuller(bits, values, count - 16, count)
    }
    return values
  }
}

/**
 * Turns blocks of 16 integers of 24 bits into standard normal numbers in place: `bits` and `values` share their memory.
 *
 * Tables give cosine, sine and logarithm at the nearest point, and one or two terms of a series add the rest, to 1e-8. That is several
 * times as fast as Math.cos, Math.sin and Math.log, which a DDPM step at 256 px would call 200,000 times.
 */
function boxMuller(bits: Int32Array, values: Float32Array, from: number, to: number): void {
  for (let start = from; start < to; start += 16) {
    // Unrolled by two; arithmetic.ts says why.
    for (let i = start; i < start + 8; i += 2) {
      const wholeA = 2 ** 24 - (bits[i] ?? 0)
      const wholeB = 2 ** 24 - (bits[i + 1] ?? 0)
      const turnA = bits[i + 8] ?? 0
      const turnB = bits[i + 9] ?? 0

      // The radius is √(−2·ln(whole·2⁻²⁴)). The logarithm is that of the power of two, of the nearest tabled mantissa, and of the rest.
      const doublingsA = Math.clz32(wholeA) - 7
      const doublingsB = Math.clz32(wholeB) - 7
      const mantissaA = wholeA << doublingsA
      const mantissaB = wholeB << doublingsB
      const placeA = 2 * (((mantissaA + 2 ** 14) >> 15) - places)
      const placeB = 2 * (((mantissaB + 2 ** 14) >> 15) - places)
      const restA = mantissaA * (mantissas[placeA] ?? 0) - 1
      const restB = mantissaB * (mantissas[placeB] ?? 0) - 1
      const radiusA = Math.sqrt(doublingsA * ofDoubling + (mantissas[placeA + 1] ?? 0) + restA * (restA - 2))
      const radiusB = Math.sqrt(doublingsB * ofDoubling + (mantissas[placeB + 1] ?? 0) + restB * (restB - 2))

      // The nearest tabled direction, and the small angle from there.
      const nearestA = (turnA + 2 ** 13) >> 14
      const nearestB = (turnB + 2 ** 13) >> 14
      const angleA = (turnA - (nearestA << 14)) * radians
      const angleB = (turnB - (nearestB << 14)) * radians
      const alongA = radiusA * (1 - (angleA * angleA) / 2)
      const alongB = radiusB * (1 - (angleB * angleB) / 2)
      const acrossA = radiusA * angleA
      const acrossB = radiusB * angleB
      const cosA = cosAndSin[2 * nearestA] ?? 0
      const cosB = cosAndSin[2 * nearestB] ?? 0
      const sinA = cosAndSin[2 * nearestA + 1] ?? 0
      const sinB = cosAndSin[2 * nearestB + 1] ?? 0
      values[i] = cosA * alongA - sinA * acrossA
      values[i + 1] = cosB * alongB - sinB * acrossB
      values[i + 8] = sinA * alongA + cosA * acrossA
      values[i + 9] = sinB * alongB + cosB * acrossB
    }
  }
}

/** 2⁻²⁴ of a turn in radians. */
const radians = (2 * Math.PI) / 2 ** 24
/** The number of tabled directions, 2¹⁴ such steps apart. */
const directions = 2 ** 10
const cosAndSin = pairs(directions + 1, (i) => {
  const angle = (i / directions) * 2 * Math.PI
  return [Math.cos(angle), Math.sin(angle)]
})

/** The number of tabled mantissas between 2²⁴ and 2²⁵, 2¹⁵ apart. */
const places = 2 ** 9
/** For each tabled mantissa its inverse, and −2·ln of it scaled to between 1 and 2. */
const mantissas = pairs(places + 1, (i) => [1 / ((places + i) * 2 ** 15), -2 * Math.log(1 + i / places)])
/** −2·ln(½), the share of each doubling. */
const ofDoubling = 2 * Math.LN2

/** A table of pairs in one array, so that numbers that are read together lie together. */
function pairs(count: number, line: (i: number) => readonly [number, number]): Float64Array {
  return Float64Array.from(Array.from({ length: count }, (_, i) => line(i)).flat())
}

/** MT19937 (Matsumoto and Nishimura 1998). */
export interface MersenneTwister {
  /** A uniform integer of 32 bits. */
  next(): number
  /** Fills an array with the lower 24 bits of successive numbers, from which PyTorch makes its float32 uniforms. */
  fill(values: Int32Array): void
}

/** @param seed only its lower 32 bits matter */
export function mersenneTwister(seed: number): MersenneTwister {
  const size = 624
  // Signed, so that loaded values stay machine integers. Unsigned numbers above 2³¹ would become doubles.
  const state = new Int32Array(size)
  let used = size

  state[0] = seed % 2 ** 32
  for (let i = 1; i < size; i++) {
    const previous = state[i - 1] ?? 0
    state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i
  }

  const renew = () => {
    // First the words that read ahead, then those that read words which are already new, then the last, which reads the first.
    mix(state, 0, 227, 397)
    mix(state, 227, 623, -227)
    const mixed = ((state[623] ?? 0) & 0x80000000) | ((state[0] ?? 0) & 0x7fffffff)
    state[623] = (state[396] ?? 0) ^ twist(mixed)
    used = 0
  }

  return {
    next() {
      if (used === size) renew()
      return temper(state[used++] ?? 0) >>> 0
    },
    fill(values) {
      for (let filled = 0; filled < values.length;) {
        if (used === size) renew()
        const count = Math.min(values.length - filled, size - used)
        takeBits(state, used, values, filled, count)
        filled += count
        used += count
      }
    },
  }
}

// Unrolled by four; arithmetic.ts says why.

function mix(state: Int32Array, from: number, to: number, far: number): void {
  const whole = to - ((to - from) % 4)
  let a = state[from] ?? 0
  for (let i = from; i < whole; i += 4) {
    const b = state[i + 1] ?? 0
    const c = state[i + 2] ?? 0
    const d = state[i + 3] ?? 0
    const next = state[i + 4] ?? 0
    state[i] = (state[i + far] ?? 0) ^ twist((a & 0x80000000) | (b & 0x7fffffff))
    state[i + 1] = (state[i + far + 1] ?? 0) ^ twist((b & 0x80000000) | (c & 0x7fffffff))
    state[i + 2] = (state[i + far + 2] ?? 0) ^ twist((c & 0x80000000) | (d & 0x7fffffff))
    state[i + 3] = (state[i + far + 3] ?? 0) ^ twist((d & 0x80000000) | (next & 0x7fffffff))
    a = next
  }
  for (let i = whole; i < to; i++) {
    const next = state[i + 1] ?? 0
    state[i] = (state[i + far] ?? 0) ^ twist((a & 0x80000000) | (next & 0x7fffffff))
    a = next
  }
}

function twist(mixed: number): number {
  return (mixed >>> 1) ^ (-(mixed & 1) & 0x9908b0df)
}

function temper(number: number): number {
  let y = number
  y ^= y >>> 11
  y ^= (y << 7) & 0x9d2c5680
  y ^= (y << 15) & 0xefc60000
  return y ^ (y >>> 18)
}

function takeBits(state: Int32Array, used: number, values: Int32Array, filled: number, count: number): void {
  const whole = count - (count % 4)
  for (let i = 0; i < whole; i += 4) {
    values[filled + i] = temper(state[used + i] ?? 0) & 0xffffff
    values[filled + i + 1] = temper(state[used + i + 1] ?? 0) & 0xffffff
    values[filled + i + 2] = temper(state[used + i + 2] ?? 0) & 0xffffff
    values[filled + i + 3] = temper(state[used + i + 3] ?? 0) & 0xffffff
  }
  for (let i = whole; i < count; i++) values[filled + i] = temper(state[used + i] ?? 0) & 0xffffff
}
