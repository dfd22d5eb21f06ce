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
  const uint32 = mersenneTwister(seed)
  let waiting: number | undefined

  const uniform53 = () => {
    const high = uint32() & 0x1fffff
    return (high * 2 ** 32 + uint32()) * 2 ** -53
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
    for (let i = 0; i < count; i++) values[i] = (uint32() & 0xffffff) * 2 ** -24
    for (let start = 0; start + 16 <= count; start += 16) boxMuller(values, start)
    if (count % 16 !== 0) {
      for (let i = count - 16; i < count; i++) values[i] = (uint32() & 0xffffff) * 2 ** -24
      boxMuller(values, count - 16)
    }
    return values
  }
}

/** 16 uniforms in [0, 1) from `start` on become 16 standard normal numbers, in place. */
function boxMuller(values: Float32Array, start: number): void {
  for (let i = start; i < start + 8; i++) {
    const radius = Math.sqrt(-2 * Math.log(1 - (values[i] ?? 0)))
    const turn = values[i + 8] ?? 0
    // Within an eighth of a turn of the nearest axis the series below are exact to 1e-9, and several times as fast
    // as Math.cos and Math.sin, which a DDPM step at 256 px would call 200,000 times.
    const axis = Math.round(turn * 4)
    const a = (turn - axis / 4) * (2 * Math.PI)
    const aa = a * a
    const cos = 1 + aa * (-1 / 2 + aa * (1 / 24 + aa * (-1 / 720 + aa * (1 / 40320 - aa / 3628800))))
    const sin = a * (1 + aa * (-1 / 6 + aa * (1 / 120 + aa * (-1 / 5040 + aa * (1 / 362880 - aa / 39916800)))))
    switch (axis & 3) {
      case 0:
        values[i] = radius * cos
        values[i + 8] = radius * sin
        break
      case 1:
        values[i] = -radius * sin
        values[i + 8] = radius * cos
        break
      case 2:
        values[i] = -radius * cos
        values[i + 8] = -radius * sin
        break
      default:
        values[i] = radius * sin
        values[i + 8] = -radius * cos
    }
  }
}

/** MT19937 (Matsumoto and Nishimura 1998): uniform 32-bit whole numbers. */
export function mersenneTwister(seed: number): () => number {
  const size = 624
  const middle = 397
  const state = new Uint32Array(size)
  state[0] = seed % 2 ** 32
  for (let i = 1; i < size; i++) {
    const previous = state[i - 1] ?? 0
    state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i
  }

  const renew = () => {
    for (let i = 0; i < size; i++) {
      const y = ((state[i] ?? 0) & 0x80000000) | ((state[(i + 1) % size] ?? 0) & 0x7fffffff)
      state[i] = (state[(i + middle) % size] ?? 0) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
    }
  }

  let next = size
  return () => {
    if (next === size) {
      renew()
      next = 0
    }
    let y = state[next++] ?? 0
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }
}
