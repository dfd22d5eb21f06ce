import { describe, expect, it } from 'vitest'
import type { Planes } from '#src/pipeline/planes.ts'
import type { Predict } from '#src/pipeline/predict.ts'
import { tiled, tileStarts } from '#src/pipeline/tiles.ts'
import { distance } from './golden.ts'
import { smoothPicture, square, toyNetwork, toyText } from './toy-network.ts'

const rowOf = (input: Planes) => ({ input, timestep: 500, text: toyText('fox', 1) })

describe('tileStarts', () => {
  it.each([
    [256, [0]],
    [300, [0, 44]],
    [448, [0, 192]],
    [1024, [0, 192, 384, 576, 768]],
  ])('of %i pixels', (side, starts) => {
    expect(tileStarts(side, 256, 64)).toEqual(starts)
  })
})

describe('tiled', () => {
  it('passes the network one tile per call', async () => {
    const seen: Planes[] = []
    const copying: Predict = async (rows) => {
      seen.push(...rows.map(({ input }) => input))
      expect(rows).toHaveLength(2)
      return rows.map(({ input }) => ({ ...input, channels: 6, data: Float32Array.of(...input.data, ...input.data) }))
    }
    const canvas = smoothPicture({ height: 40, width: 75 })
    const [answer] = await tiled(copying, { tile: square(32), overlap: 8 })([rowOf(canvas), rowOf(canvas)])
    expect(seen.every(({ height, width }) => height === 32 && width === 32)).toBe(true)
    // What is the same in every tile is the same in the whole.
    expect(distance(answer?.data.subarray(0, canvas.data.length) ?? [], canvas.data)).toBeLessThan(1e-6)
  })

  it('equals the output for the whole canvas, except near the tiles’ edges', async () => {
    const network = toyNetwork(1, 3)
    const row = rowOf(smoothPicture({ height: 48, width: 96 }))
    const [whole] = await network([row])
    const [tiles] = await tiled(network, { tile: square(48), overlap: 16 })([row])
    const differences = whole?.data.map((value, i) => Math.abs(value - (tiles?.data[i] ?? 0))) ?? []
    const far = [...differences].filter((difference) => difference > 1e-5).length
    // One column at each side of each inner edge of a 3 × 3 convolution.
    expect(far / differences.length).toBeLessThan(0.05)
    expect(Math.max(...differences)).toBeLessThan(0.2)
  })

  it('does not split a canvas that fits', async () => {
    const network = toyNetwork(1, 3)
    const row = rowOf(smoothPicture(square(32)))
    expect(await tiled(network, { tile: square(48), overlap: 16 })([row])).toEqual(await network([row]))
  })
})
