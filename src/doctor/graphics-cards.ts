import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** A graphics card as its driver describes it. */
export interface GraphicsCard {
  readonly name: string
  /** In bytes. */
  readonly memory: number
  readonly driver: string
}

/** The graphics cards that NVIDIA's driver knows. Other makers have no such tool. */
export async function nvidiaCards(): Promise<readonly GraphicsCard[]> {
  const query = ['--query-gpu=name,memory.total,driver_version', '--format=csv,noheader,nounits']
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', query, { timeout: 10_000 })
    return parseCards(stdout)
  } catch {
    // There is no such card, or no driver.
    return []
  }
}

/** Parses one card per line: `NVIDIA GeForce RTX 3060, 12288, 550.54`, with the memory in MiB. */
export function parseCards(text: string): readonly GraphicsCard[] {
  return text.split('\n').flatMap((line) => {
    const [name, mebibytes, driver] = line.split(',').map((part) => part.trim())
    if (name === undefined || mebibytes === undefined || driver === undefined || !(Number(mebibytes) > 0)) return []
    return [{ name, memory: Number(mebibytes) * 2 ** 20, driver }]
  })
}
