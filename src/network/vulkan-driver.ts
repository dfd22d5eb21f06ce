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
  if (isNamed(platform, environment)) return true
  return (await anyOf(root, cards)) && (await hasVulkanDriver(platform, environment, root))
}

/**
 * Whether WebGPU finds any Vulkan driver, also one in software. Without a driver ONNX Runtime prints warnings of its own.
 *
 * @param root the root of the file system, for tests
 */
export async function hasVulkanDriver(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  root = '/',
): Promise<boolean> {
  if (isNamed(platform, environment)) return true
  if (environment['VK_ADD_DRIVER_FILES']) return true
  const { XDG_DATA_DIRS: data = '', XDG_CONFIG_DIRS: config = '', HOME: home = '' } = environment
  const shared = [...data.split(':'), ...config.split(':'), join(home, '.local/share')].filter(
    (folder) => folder !== '',
  )
  const folders = [...drivers, ...shared.map((folder) => join(folder, 'vulkan/icd.d'))]
  return anyOf(
    root,
    folders.map((folder) => [folder, /\.json$/]),
  )
}

/** Whether the system brings its own driver, or the environment names one. */
function isNamed(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): boolean {
  return platform !== 'linux' || Boolean(environment['VK_DRIVER_FILES'] || environment['VK_ICD_FILENAMES'])
}

async function anyOf(root: string, places: readonly (readonly [folder: string, name: RegExp])[]): Promise<boolean> {
  const found = places.map(async ([folder, name]) => {
    const files = await readdir(join(root, folder)).catch(() => [])
    return files.some((file) => name.test(file))
  })
  return (await Promise.all(found)).includes(true)
}
