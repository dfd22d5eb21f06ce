import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const source = fileURLToPath(new URL('../../src/', import.meta.url))

/** What a file imports at once or later, types left out: they are gone when it runs. */
function importsOf(file: string): readonly string[] {
  const code = readFileSync(file, 'utf8').replaceAll(/^\s*(\*|\/\/|\/\*).*$/gm, '')
  const statements = code.matchAll(
    /(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/g,
  )
  return [...statements].map(([, fixed, late]) => fixed ?? late ?? '')
}

/** Everything that a file reaches: our own files and the packages they name. */
function reached(entry: string): { readonly files: ReadonlySet<string>; readonly packages: ReadonlySet<string> } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith('#src/')) visit(join(source, specifier.slice(5)))
      else if (specifier.startsWith('.')) visit(resolve(dirname(file), specifier))
      else packages.add(specifier)
    }
  }
  visit(entry)
  return { files, packages }
}

it('the bot’s process never loads ONNX Runtime, nor a model’s weights', () => {
  const { files, packages } = reached(join(source, 'bot.ts'))
  expect(files.size).toBeGreaterThan(100)
  expect([...files].every((file) => existsSync(file))).toBe(true)
  expect([...packages]).toContain('discord.js')
  expect([...packages].filter((name) => name.includes('onnx'))).toEqual([])
  const networks = [...files].filter((file) => /network\/(session|unet|text-encoder|weights)\.ts$/.test(file))
  expect(networks).toEqual([])
})

it('knows an import when it sees one', () => {
  const engine = reached(join(source, 'engine/worker.ts'))
  expect([...engine.packages].filter((name) => name.includes('onnx'))).not.toEqual([])
})
