import { readdir } from 'node:fs/promises'

/** Where the Vulkan loader looks for drivers on Linux, beside what `VK_DRIVER_FILES` and `VK_ICD_FILENAMES` name. */
const folders = ['/etc/vulkan/icd.d', '/usr/local/share/vulkan/icd.d', '/usr/share/vulkan/icd.d']

/**
 * Whether a graphics card may be there for WebGPU to use: on Linux, whether any Vulkan driver is installed; elsewhere the system brings
 * its own. Asked before WebGPU is tried unasked, since ONNX Runtime writes warnings of its own to the terminal where it finds none.
 */
export async function mayHaveGpu(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): Promise<boolean> {
  if (platform !== 'linux') return true
  if (environment['VK_DRIVER_FILES'] || environment['VK_ICD_FILENAMES']) return true
  const lists = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])))
  return lists.some((files) => files.some((file) => file.endsWith('.json')))
}
