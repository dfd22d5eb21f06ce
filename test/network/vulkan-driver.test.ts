import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasVulkanDriver, mayHaveGpu } from '#src/network/vulkan-driver.ts'

describe('mayHaveGpu', () => {
  let root = ''
  beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'duckrabbit-root-'))))
  afterEach(() => rm(root, { recursive: true, force: true }))

  const put = async (...paths: readonly string[]) => {
    for (const path of paths) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), '')
    }
  }
  const mesa = 'usr/share/vulkan/icd.d/radeon_icd.json'

  it.each([
    ['nothing', [], false],
    ['a driver and no card, as many systems come', [mesa, 'dev/dri/card0', 'dev/null'], false],
    ['a card and no driver', ['dev/dri/renderD128'], false],
    ['a card of Mesa', [mesa, 'dev/dri/renderD128'], true],
    ['a card of NVIDIA', ['etc/vulkan/icd.d/nvidia_icd.json', 'dev/nvidia0'], true],
    ['a card seen from Windows’ subsystem', [mesa, 'dev/dxg'], true],
  ])('on Linux, with %s', async (_, files, expected) => {
    await put(...files)
    expect(await mayHaveGpu('linux', {}, root)).toBe(expected)
  })

  it('finds a driver without a GPU if WebGPU is requested', async () => {
    expect(await hasVulkanDriver('linux', {}, root)).toBe(false)
    await put(mesa)
    expect(await hasVulkanDriver('linux', {}, root)).toBe(true)
    expect(await hasVulkanDriver('darwin', {}, root)).toBe(true)
  })

  it('assumes a driver if one is named, and on other systems', async () => {
    expect(await mayHaveGpu('linux', { VK_DRIVER_FILES: '/somewhere.json' }, root)).toBe(true)
    expect(await mayHaveGpu('linux', { VK_ICD_FILENAMES: '/somewhere.json' }, root)).toBe(true)
    expect(await mayHaveGpu('darwin', {}, root)).toBe(true)
    expect(await mayHaveGpu('win32', {}, root)).toBe(true)
  })
})
