import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the Vulkan loader looks for drivers on Linux, beside what `VK_DRIVER_FILES` and `VK_ICD_FILENAMES` name. */
const drivers = ['etc/vulkan/icd.d', 'usr/local/share/vulkan/icd.d', 'usr/share/vulkan/icd.d']

/** The devices through which those drivers reach a card: Mesa's, NVIDIA's, and the one of Windows' subsystem. */
const cards: readonly (readonly [folder: string, name: RegExp])[] = [
  ['dev/dri', /^renderD\d+$/],
  ['dev', /^(nvidia\d+|nvidiactl|dxg)$/],
]

/**
 * Whether a graphics card may be there for WebGPU to use: on Linux, whether a card and a Vulkan driver are there, or a driver is named;
 * elsewhere the system brings its own. Asked before WebGPU is tried unasked, since ONNX Runtime writes warnings of its own to the
 * terminal where it finds none, and software drivers, which come with many systems, are slower than the CPU provider.
 *
 * @param root of the file system, for tests
 */
export async function mayHaveGpu(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  root = '/',
): Promise<boolean> {
  if (platform !== 'linux') return true
  if (environment['VK_DRIVER_FILES'] || environment['VK_ICD_FILENAMES']) return true
  const has = async (folder: string, name: RegExp): Promise<boolean> => {
    const files = await readdir(join(root, folder)).catch(() => [])
    return files.some((file) => name.test(file))
  }
  const any = async (found: readonly Promise<boolean>[]): Promise<boolean> => (await Promise.all(found)).includes(true)
  return (
    (await any(cards.map(([folder, name]) => has(folder, name)))) &&
    (await any(drivers.map((folder) => has(folder, /\.json$/))))
  )
}
