import { selfTest } from '#src/network/self-test.ts'
import { openUnet, unetError } from './golden-case.ts'

// Run by webgpu.test.ts in a process of its own, whose environment names the Vulkan driver.
const unet = await openUnet('smallest', { device: 'webgpu' })
const wide = await unetError(unet, 'smallest', 'wide')
await unet.dispose()
process.stdout.write(JSON.stringify({ selfTest: await selfTest('webgpu'), wide }))
