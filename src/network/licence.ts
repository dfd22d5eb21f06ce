import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing } from './config-file.ts'

const wellKnown =
  /\bCC[ -]BY(?:-(?:NC|SA|ND))*[ -]\d\.\d|\bMIT Licen[cs]e|\bApache Licen[cs]e,? Version \d\.\d|\bDeepFloyd IF Licen[cs]e(?: Agreement)?/i

/**
 * The licence that a model's folders name. It is the `license` of a model card's front matter, else a well-known name in the first
 * paragraph of a licence file, else the first line of that file. The first folder that names one wins.
 */
export async function readLicence(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const card = await text(join(folder, 'README.md'))
    const frontMatter = /^---\r?\n(.*?)\r?\n---/s.exec(card)?.[1] ?? ''
    const named = field(frontMatter, 'license_name') ?? field(frontMatter, 'license')
    if (named !== undefined) return named
    for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENSE-MODEL']) {
      const [paragraph] = (await text(join(folder, name))).trim().split(/\r?\n\s*\r?\n/)
      if (paragraph === undefined || paragraph === '') continue
      const known = wellKnown.exec(paragraph.replaceAll(/\s+/g, ' '))?.[0]
      return known ?? paragraph.split('\n', 1)[0]?.replace(/^#+/, '').trim().slice(0, 100)
    }
  }
  return undefined
}

function field(frontMatter: string, name: string): string | undefined {
  const value = new RegExp(`^${name}:[ \\t]*(.+)$`, 'm').exec(frontMatter)?.[1]?.trim()
  return value?.replace(/^(["'])(.*)\1$/, '$2')
}

async function text(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}
