/** A stream of independent standard normal numbers: `count` float32 values a call, in a new array or `into` one of that length. */
export type RandomNormal = (count: number, into?: Float32Array) => Float32Array

/**
 * The stream that PyTorch's CPU generator gives `torch.randn(count, generator=torch.Generator().manual_seed(seed))`,
 * call after call, to 5e-6: so a seed draws the same picture here and in diffusers.
 *
 * 16 values and more take float32 uniforms in order and go through Box–Muller in blocks of 16 (eight cosines, then
 * eight sines); where the count is no multiple of 16 the last 16 are drawn anew. Under 16 they come one by one, in
 * double precision, and the sine of a pair waits for the next call.
 *
 * @param seed 0 ≤ seed < 2⁶⁴; its lower 32 bits count
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
    twister.fillUniform(values)
    const blocks = count - (count % 16)
    boxMuller(values.subarray(0, blocks))
    if (blocks < count) {
      const last = values.subarray(count - 16)
      twister.fillUniform(last)
      boxMuller(last)
    }
    return values
  }
}

/**
 * Blocks of 16 uniforms in [0, 1), multiples of 2⁻²⁴, become standard normal numbers, in place.
 *
 * Tables give cosine, sine and logarithm at the nearest place, and one or two terms of a series the rest, to 1e-8: several times as
 * fast as Math.cos, Math.sin and Math.log, which a DDPM step at 256 px would call 200,000 times.
 */
function boxMuller(values: Float32Array): void {
  for (let start = 0; start < values.length; start += 16) {
    // Two at a time, for the reason that arithmetic.ts gives.
    for (let i = start; i < start + 8; i += 2) {
      const wholeA = (1 - (values[i] ?? 0)) * 2 ** 24
      const wholeB = (1 - (values[i + 1] ?? 0)) * 2 ** 24
      const turnA = (values[i + 8] ?? 0) * directions
      const turnB = (values[i + 9] ?? 0) * directions

      // The radius is √(−2·ln(whole·2⁻²⁴)): of the power of two, of the nearest place of the mantissa, and of the rest.
      const powerA = 2 * (31 - Math.clz32(wholeA))
      const powerB = 2 * (31 - Math.clz32(wholeB))
      const mantissaA = wholeA * (powers[powerA] ?? 0)
      const mantissaB = wholeB * (powers[powerB] ?? 0)
      const placeA = 2 * ((mantissaA - places + 0.5) | 0)
      const placeB = 2 * ((mantissaB - places + 0.5) | 0)
      const restA = mantissaA * (mantissas[placeA] ?? 0) - 1
      const restB = mantissaB * (mantissas[placeB] ?? 0) - 1
      const radiusA = Math.sqrt((powers[powerA + 1] ?? 0) + (mantissas[placeA + 1] ?? 0) + restA * (restA - 2))
      const radiusB = Math.sqrt((powers[powerB + 1] ?? 0) + (mantissas[placeB + 1] ?? 0) + restB * (restB - 2))

      // The nearest direction, and from there the rest of the turn.
      const nearestA = (turnA + 0.5) | 0
      const nearestB = (turnB + 0.5) | 0
      const angleA = (turnA - nearestA) * radians
      const angleB = (turnB - nearestB) * radians
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

const directions = 1024
const radians = (2 * Math.PI) / directions
const cosAndSin = pairs(directions + 1, (i) => [Math.cos(i * radians), Math.sin(i * radians)])

/** Places of the mantissa, from `places` to twice that. */
const places = 512
/** What brings a number with this power of two between them, and −2·ln of the power, the 2⁻²⁴ in it. */
const powers = pairs(25, (exponent) => [places / 2 ** exponent, -2 * (exponent - 24) * Math.LN2])
/** The inverse of a place, and −2·ln of it as a mantissa between 1 and 2. */
const mantissas = pairs(places + 1, (i) => [1 / (places + i), -2 * Math.log(1 + i / places)])

/** Two numbers a line in one array, so that what is read together lies together. */
function pairs(count: number, line: (i: number) => readonly [number, number]): Float64Array {
  return Float64Array.from(Array.from({ length: count }, (_, i) => line(i)).flat())
}

/** MT19937 (Matsumoto and Nishimura 1998). */
export interface MersenneTwister {
  /** A uniform whole number of 32 bits. */
  next(): number
  /** Fills an array with multiples of 2⁻²⁴ in [0, 1), one number of 32 bits each: PyTorch's float32 uniforms. */
  fillUniform(values: Float32Array): void
}

/** @param seed its lower 32 bits count */
export function mersenneTwister(seed: number): MersenneTwister {
  const size = 624
  // Signed: what a load gives then stays a machine integer; unsigned numbers over 2³¹ would become doubles on the way.
  const state = new Int32Array(size)
  let used = size

  state[0] = seed % 2 ** 32
  for (let i = 1; i < size; i++) {
    const previous = state[i - 1] ?? 0
    state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i
  }

  const renew = () => {
    // The places that look ahead, those that look back to what is new already, and the last, which looks at the first.
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
    fillUniform(values) {
      for (let filled = 0; filled < values.length;) {
        if (used === size) renew()
        const count = Math.min(values.length - filled, size - used)
        toUniform(state, used, values, filled, count)
        filled += count
        used += count
      }
    },
  }
}

// Four numbers a turn, for the reason that arithmetic.ts gives.

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

function toUniform(state: Int32Array, used: number, values: Float32Array, filled: number, count: number): void {
  const whole = count - (count % 4)
  for (let i = 0; i < whole; i += 4) {
    values[filled + i] = share(state[used + i] ?? 0)
    values[filled + i + 1] = share(state[used + i + 1] ?? 0)
    values[filled + i + 2] = share(state[used + i + 2] ?? 0)
    values[filled + i + 3] = share(state[used + i + 3] ?? 0)
  }
  for (let i = whole; i < count; i++) values[filled + i] = share(state[used + i] ?? 0)
}

function share(number: number): number {
  return (temper(number) & 0xffffff) * 2 ** -24
}
