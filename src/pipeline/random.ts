/** A stream of independent standard normal numbers: `count` float32 values a call. */
export type RandomNormal = (count: number) => Float32Array

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

  return (count) => {
    const values = new Float32Array(count)
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

// Cosine and sine at the four axes: a table instead of a branch that a processor would guess wrong.
const axisCos = Float64Array.of(1, 0, -1, 0)
const axisSin = Float64Array.of(0, 1, 0, -1)

/**
 * Blocks of 16 uniforms in [0, 1) become standard normal numbers, in place.
 *
 * Within an eighth of a turn of the nearest axis short series give cosine and sine to 3e-8, and a table the logarithm,
 * several times as fast as Math.cos, Math.sin and Math.log, which a DDPM step at 256 px would call 200,000 times.
 */
function boxMuller(values: Float32Array): void {
  for (let start = 0; start < values.length; start += 16) {
    for (let i = start; i < start + 8; i++) {
      const radius = Math.sqrt(-2 * logOfShare(1 - (values[i] ?? 0)))
      const turn = values[i + 8] ?? 0
      const axis = (turn * 4 + 0.5) | 0
      const a = (turn - axis / 4) * (2 * Math.PI)
      const aa = a * a
      const cos = 1 + aa * (-1 / 2 + aa * (1 / 24 + aa * (-1 / 720 + aa * (1 / 40320))))
      const sin = a * (1 + aa * (-1 / 6 + aa * (1 / 120 + aa * (-1 / 5040 + aa * (1 / 362880)))))
      const c = radius * (axisCos[axis & 3] ?? 0)
      const s = radius * (axisSin[axis & 3] ?? 0)
      values[i] = c * cos - s * sin
      values[i + 8] = s * cos + c * sin
    }
  }
}

const tableBits = 9
const logTable = Float64Array.from({ length: 2 ** tableBits + 1 }, (_, i) => Math.log(1 + i / 2 ** tableBits))
// Multiplying by these spares two divisions.
const inverses = Float64Array.from({ length: 2 ** tableBits + 1 }, (_, i) => 1 / (1 + i / 2 ** tableBits))
const scales = Float64Array.from({ length: 25 }, (_, exponent) => 2 ** -exponent)

/**
 * The natural logarithm to 1e-12 of a multiple of 2⁻²⁴ in (0, 1]: of its leading bits from a table, of the rest by a short
 * series.
 */
function logOfShare(share: number): number {
  const whole = share * 2 ** 24
  const exponent = 31 - Math.clz32(whole)
  const mantissa = whole * (scales[exponent] ?? 0)
  const place = ((mantissa - 1) * 2 ** tableBits + 0.5) | 0
  const rest = mantissa * (inverses[place] ?? 0) - 1
  const series = rest * (1 - rest * (1 / 2 - rest * (1 / 3 - rest / 4)))
  return (exponent - 24) * Math.LN2 + (logTable[place] ?? 0) + series
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
  const tempered = new Int32Array(size)
  let used = size

  state[0] = seed % 2 ** 32
  for (let i = 1; i < size; i++) {
    const previous = state[i - 1] ?? 0
    state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i
  }

  const mix = (from: number, to: number, far: number) => {
    for (let i = from; i < to; i++) {
      const following = state[i + 1 < size ? i + 1 : 0] ?? 0
      const mixed = ((state[i] ?? 0) & 0x80000000) | (following & 0x7fffffff)
      state[i] = (state[i + far] ?? 0) ^ (mixed >>> 1) ^ (-(mixed & 1) & 0x9908b0df)
    }
  }

  const renew = () => {
    mix(0, 227, 397)
    mix(227, 623, -227)
    mix(623, 624, -227)
    for (let i = 0; i < size; i++) {
      let y = state[i] ?? 0
      y ^= y >>> 11
      y ^= (y << 7) & 0x9d2c5680
      y ^= (y << 15) & 0xefc60000
      tempered[i] = y ^ (y >>> 18)
    }
    used = 0
  }

  return {
    next() {
      if (used === size) renew()
      return (tempered[used++] ?? 0) >>> 0
    },
    fillUniform(values) {
      for (let filled = 0; filled < values.length;) {
        if (used === size) renew()
        const count = Math.min(values.length - filled, size - used)
        for (let i = 0; i < count; i++) values[filled + i] = ((tempered[used + i] ?? 0) & 0xffffff) * 2 ** -24
        filled += count
        used += count
      }
    },
  }
}
