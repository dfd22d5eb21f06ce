import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing } from './config-file.ts'

/**
 * The licence that a model's folders name: the `license` of a model card's front matter, or else the first line of a
 * licence file. The first folder that says anything wins.
 */
export async function readLicence(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const card = await text(join(folder, 'README.md'))
    const frontMatter = /^---\r?\n(.*?)\r?\n---/s.exec(card)?.[1] ?? ''
    const named = field(frontMatter, 'license_name') ?? field(frontMatter, 'license')
    if (named !== undefined) return named
    for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENSE-MODEL']) {
      const line = (await text(join(folder, name))).split('\n').find((candidate) => candidate.trim() !== '')
      if (line !== undefined) return line.replace(/^#+/, '').trim().slice(0, 100)
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
