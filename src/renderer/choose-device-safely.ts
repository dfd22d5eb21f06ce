import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chooseDevice, type ChosenDevice, type DeviceProbes } from '#src/network/choose-device.ts'
import { isProcessRunning } from '#src/is-process-running.ts'
import type { DeviceChoice } from '#src/network/device.ts'
import { bestEffort } from './best-effort.ts'

/**
 * Chooses a device like `chooseDevice`. With `auto`, however, it does not look for a GPU again after the driver has crashed
 * the whole process. A device that is requested by name is always tried.
 *
 * @throws UserError like `chooseDevice`
 */
export async function chooseDeviceSafely(
  choice: DeviceChoice,
  probes: DeviceProbes,
  cacheDir: string,
): Promise<ChosenDevice> {
  if (choice === 'cpu') return chooseDevice(choice, probes)
  const mark = join(cacheDir, 'trying-a-device')
  if (choice === 'auto' && (await isAbandoned(mark))) {
    return {
      device: 'cpu',
      halfPrecision: false,
      notes: [`Looking for a GPU brought the engine down before; delete ${mark} to look again.`],
    }
  }
  await bestEffort('that a device is being tried', () => writeFile(mark, String(process.pid)))
  try {
    return await chooseDevice(choice, probes)
  } finally {
    await rm(mark, { force: true })
  }
}

/** Whether the process that wrote the marker file ended without removing it. */
async function isAbandoned(mark: string): Promise<boolean> {
  let pid
  try {
    pid = Number(await readFile(mark, 'utf8'))
  } catch {
    return false
  }
  return pid === process.pid || !isProcessRunning(pid)
}
