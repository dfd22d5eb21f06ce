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
    for (let i = start; i < start + 8; i++) {
      // −2·ln(whole·2⁻²⁴): of the power of two, of the nearest place above it, and of the rest.
      const whole = (1 - (values[i] ?? 0)) * 2 ** 24
      const power = 2 * (31 - Math.clz32(whole))
      const mantissa = whole * (powers[power] ?? 0)
      const place = 2 * ((mantissa - places + 0.5) | 0)
      const beyond = mantissa * (mantissas[place] ?? 0) - 1
      const radius = Math.sqrt((powers[power + 1] ?? 0) + (mantissas[place + 1] ?? 0) + beyond * (beyond - 2))

      const turn = (values[i + 8] ?? 0) * directions
      const nearest = (turn + 0.5) | 0
      const angle = (turn - nearest) * ((2 * Math.PI) / directions)
      const along = radius * (1 - (angle * angle) / 2)
      const across = radius * angle
      const cos = cosAndSin[2 * nearest] ?? 0
      const sin = cosAndSin[2 * nearest + 1] ?? 0
      values[i] = cos * along - sin * across
      values[i + 8] = sin * along + cos * across
    }
  }
}

const directions = 1024
const cosAndSin = pairs(directions + 1, (i) => {
  const angle = (2 * Math.PI * i) / directions
  return [Math.cos(angle), Math.sin(angle)]
})

/** Places of the mantissa, from `places` to twice that. */
const places = 512
/** What brings a number with this power of two between them, and −2·ln of the power, the 2⁻²⁴ in it. */
const powers = pairs(25, (exponent) => [places / 2 ** exponent, -2 * (exponent - 24) * Math.LN2])
/** The inverse of a place, and −2·ln of it as a mantissa between 1 and 2. */
const mantissas = pairs(places + 1, (i) => [1 / (places + i), -2 * Math.log(1 + i / places)])

/** Two numbers a line in one array, so that what is read together lies together. */
function pairs(count: number, line: (i: number) => readonly [number, number]): Float64Array {
  return Float64Array.from({ length: 2 * count }, (_, i) => line(Math.floor(i / 2))[i % 2] ?? 0)
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
