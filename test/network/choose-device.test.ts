import { describe, expect, test } from 'vitest'
import { UserError } from '#src/errors.ts'
import { chooseDevice, type DeviceProbes } from '#src/network/choose-device.ts'
import type { Device } from '#src/network/device.ts'
import { selfTest } from '#src/network/self-test.ts'

/** Devices with a known error and speed; one that is not named is not there. */
function devices(known: Partial<Record<Device, { error: number; seconds: number }>>): DeviceProbes {
  const find = async (device: Device) => {
    const found = known[device]
    if (found === undefined) throw new UserError('device-unavailable', `There is no ${device}.`)
    return found
  }
  return {
    mayHaveGpu: async () => true,
    hasDriver: async () => true,
    error: async (device) => (await find(device)).error,
    seconds: async (device) => (await find(device)).seconds,
  }
}

const cpu = { error: 0, seconds: 0.02 }

describe('chooseDevice', () => {
  test('refuses WebGPU without a driver before the runtime can print anything', async () => {
    const probes = devices({ cpu })
    const untouched = () => Promise.reject(new Error('the device was tried'))
    const choice = chooseDevice('webgpu', { ...probes, hasDriver: async () => false, error: untouched })
    await expect(choice).rejects.toMatchObject({
      code: 'device-unavailable',
      message: expect.stringContaining('Vulkan'),
    })
  })

  test('chooses a GPU that is fast and correct', async () => {
    expect(await chooseDevice('auto', devices({ cpu, webgpu: { error: 1e-6, seconds: 0.002 } }))).toEqual({
      device: 'webgpu',
      halfPrecision: true,
      notes: [],
    })
  })

  test.each([
    ['is not there', {}, 'There is no webgpu.'],
    ['is emulated in software', { webgpu: { error: 0, seconds: 3 } }, 'slower'],
    ['computes wrongly', { webgpu: { error: 2e-2, seconds: 0.002 } }, 'off by 0.020'],
    ['answers with NaN', { webgpu: { error: NaN, seconds: 0.002 } }, 'off by NaN'],
  ])('falls back to the CPU with a reason if the GPU %s', async (_, known, note) => {
    const { device, notes } = await chooseDevice('auto', devices({ cpu, ...known }))
    expect(device).toBe('cpu')
    expect(notes).toEqual([expect.stringContaining(note)])
  })

  test('does not try a GPU by default if there is no driver', async () => {
    const probes = { ...devices({ cpu, webgpu: { error: 0, seconds: 0.002 } }), mayHaveGpu: async () => false }
    expect(await chooseDevice('auto', probes)).toEqual({ device: 'cpu', halfPrecision: false, notes: [] })
    expect(await chooseDevice('webgpu', probes)).toMatchObject({ device: 'webgpu' })
  })

  test('refuses a requested device that is faulty or missing', async () => {
    await expect(chooseDevice('webgpu', devices({ cpu, webgpu: { error: 2e-3, seconds: 0 } }))).rejects.toMatchObject({
      code: 'device-wrong',
      details: { device: 'webgpu', error: 2e-3 },
    })
    await expect(chooseDevice('cuda', devices({ cpu }))).rejects.toMatchObject({ code: 'device-unavailable' })
  })

  test.each([
    ['rounds too coarsely', async () => 0.05, 'is off by 0.050'],
    ['answers with NaN', async () => NaN, 'is off by NaN'],
    ['has none', () => Promise.reject(new Error('no f16 in shaders')), 'is not available (no f16 in shaders)'],
  ])('computes in float32 on a GPU that %s in half precision', async (_, half, reason) => {
    const probes: DeviceProbes = { ...devices({ cpu }), error: async (_device, isHalf) => (isHalf ? half() : 1e-6) }
    expect(await chooseDevice('cuda', probes)).toEqual({
      device: 'cuda',
      halfPrecision: false,
      notes: [`cuda computes in float32, since half precision ${reason}.`],
    })
  })

  test('never tests the CPU', async () => {
    expect(await chooseDevice('cpu', devices({}))).toEqual({ device: 'cpu', halfPrecision: false, notes: [] })
  })
})

test('the self-test passes on the CPU, well within its tolerance', async () => {
  expect(await selfTest('cpu')).toBeLessThan(1e-4)
})

test('the self-test in half precision differs from float32, and is well within its tolerance', async () => {
  const error = await selfTest('cpu', true)
  expect(error).toBeGreaterThan(1e-4)
  expect(error).toBeLessThan(1e-2)
})

test('a device whose libraries are missing is refused with a list of them', async () => {
  await expect(selfTest('cuda')).rejects.toMatchObject({
    code: 'device-unavailable',
    message: expect.stringContaining('CUDA 12'),
  })
})
