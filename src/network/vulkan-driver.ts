import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the Vulkan loader looks for drivers on Linux, besides `VK_DRIVER_FILES` and `VK_ICD_FILENAMES`. */
const drivers = ['etc/vulkan/icd.d', 'usr/local/share/vulkan/icd.d', 'usr/share/vulkan/icd.d']

/** The device files of graphics cards: Mesa's, NVIDIA's, and that of the Windows subsystem. */
const cards: readonly (readonly [folder: string, name: RegExp])[] = [
  ['dev/dri', /^renderD\d+$/],
  ['dev', /^(nvidia\d+|nvidiactl|dxg)$/],
]

/**
 * Whether WebGPU may find a graphics card. On Linux that needs a card and a Vulkan driver, or a driver named by the environment.
 * Other systems bring their own drivers. It is checked before WebGPU is tried, since ONNX Runtime prints warnings of its own where
 * it finds no card, and software drivers are slower than the CPU.
 *
 * @param root the root of the file system, for tests
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
