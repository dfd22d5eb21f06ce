import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { locate, requires } from '#test/requirement.ts'

const run = promisify(execFile)

requires('swiftshader')('the WebGPU provider', () => {
  test('gives the same output as diffusers, with a software Vulkan driver', { timeout: 300_000 }, async () => {
    const script = fileURLToPath(new URL('webgpu-step.ts', import.meta.url))
    const { stdout } = await run(process.execPath, ['--import', 'tsx/esm', script], {
      env: { ...process.env, VK_DRIVER_FILES: locate('swiftshader') },
    })
    const errors: { selfTest: number; wide: number } = JSON.parse(stdout)
    expect(errors.selfTest).toBeLessThan(1e-3)
    expect(errors.wide).toBeLessThan(1e-3)
  })
})
