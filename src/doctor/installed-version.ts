import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const manifest = z.object({ version: z.string() })

/** The version of an installed package, or undefined if it is not installed. */
export async function installedVersion(name: string): Promise<string | undefined> {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    try {
      return manifest.parse(JSON.parse(await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8')))
        .version
    } catch {
      if (dirname(folder) === folder) return undefined
    }
  }
}
