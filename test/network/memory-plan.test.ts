import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { requireFit, planInWords, planMemory, type PlannedNetwork } from '#src/network/memory-plan.ts'
import { describeSafetyChecker } from '#src/network/safety-checker.ts'
import { openModel } from '#src/network/folder.ts'
import { plannedNetworks, textEncoderPrecisions, unetPrecisions } from '#src/network/planned-networks.ts'

import { golden } from './golden-case.ts'

const encoder = (bits?: 32 | 8 | 4): PlannedNetwork => ({
  name: 'text encoder',
  parameters: 4762e6,
  working: 0.1e9,
  ...textEncoderPrecisions(true, bits),
})
const stage = (name: string, parameters: number, working: number): PlannedNetwork => ({
  name,
  parameters,
  working,
  ...unetPrecisions(true),
})
const medium = [encoder(), stage('stage I', 372e6, 0.4e9), stage('stage II', 461e6, 1.5e9)]
const large = [encoder(), stage('stage I', 4305e6, 0.9e9), stage('stage II', 1243e6, 2.4e9)]
const precisions = (networks: readonly PlannedNetwork[], budget: number) =>
  planMemory(networks, budget).networks.map(({ precision }) => precision)

describe('a memory plan', () => {
  test('takes float32 where everything fits together, and 8 bit where the text encoder then fits beside the stages', () => {
    expect(precisions(medium, 36e9)).toEqual(['float32', 'float32', 'float32'])
    expect(precisions(medium, 12e9)).toEqual(['8-bit', 'float32', 'float32'])
    expect(planMemory(medium, 12e9).fitsTogether).toBe(true)
  })

  test('lets networks take turns, with half precision or 4 bit where nothing larger fits alone', () => {
    expect(precisions(large, 32e9)).toEqual(['8-bit', 'float32', 'float32'])
    expect(precisions(large, 12e9)).toEqual(['8-bit', 'half', 'float32'])
    expect(precisions(medium, 4e9)).toEqual(['4-bit', 'float32', 'float32'])
    expect(planMemory(large, 12e9)).toMatchObject({ fits: true, fitsTogether: false, largest: 'stage I' })
  })

  test('keeps to the bits that somebody chose', () => {
    expect(precisions([encoder(4)], 100e9)).toEqual(['4-bit'])
    expect(precisions([encoder(32)], 30e9)).toEqual(['float32'])
    expect(planMemory([encoder(32)], 12e9).fits).toBe(false)
  })

  test('refuses what cannot fit, and says what would', () => {
    expect(() => requireFit(planMemory(large, 8e9), 'deepfloyd-xl', 8e9)).toThrow(
      'The stage I of deepfloyd-xl needs 9.71 GB of memory in half precision and 8.00 GB are allowed; use a smaller model, or set MEMORY_BUDGET to 9.8GB if the machine has more.',
    )
    expect(() => requireFit(planMemory(large, 12e9), 'deepfloyd-xl', 12e9)).not.toThrow()
  })

  test('leaves a graphics card to the stages where the text encoder is large, and counts what judges pictures', async () => {
    const { textEncoder, stages } = await openModel(join(golden, 'cascade'))
    if (textEncoder === undefined) throw new Error('the cascade has a text encoder')
    const huge = { stages, textEncoder: { ...textEncoder, parameters: 4762e6 } }
    const on = (halfPrecision: boolean) =>
      plannedNetworks(huge, undefined, { isGpu: true, halfPrecision }).map(({ together }) => together)
    expect(on(true)).toEqual([['8-bit'], ['half'], ['half']])
    expect(on(false)).toEqual([['8-bit'], ['float32'], ['float32']])
    const checker = await describeSafetyChecker(join(golden, 'safety'))
    const judged = {
      stages,
      textEncoder,
      safetyChecker: { ...checker, parameters: 304e6 },
      clip: { parameters: 428e6 },
    }
    expect(planMemory(plannedNetworks(judged), 100e9).networks.slice(-2)).toEqual([
      { name: 'safety checker', precision: 'float32', bytes: 304e6 * 4 + 0.15e9 },
      { name: 'CLIP', precision: 'float32', bytes: 428e6 * 4 + 0.15e9 },
    ])
    const small = plannedNetworks({ stages, textEncoder }, undefined, { isGpu: true, halfPrecision: true })
    expect(small[0]?.together[0]).toBe('float32')
  })

  test('is one line for the log', () => {
    expect(planInWords(planMemory(large, 12e9), 'deepfloyd-xl', 12e9)).toBe(
      'Memory of deepfloyd-xl: text encoder in 8 bit 4.74 GB, stage I in half precision 9.71 GB, stage II in float32 9.07 GB; they take turns within 12.00 GB.',
    )
  })
})
