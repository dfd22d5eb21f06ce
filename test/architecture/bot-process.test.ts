import { readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What a module loads when it runs: files of ours and packages; imports of types alone load nothing. */
function importsOf(file: string): string[] {
  const code = readFileSync(file, 'utf8')
  const loads = code.matchAll(/^(?:import|export)\s+(?!type\b)(?:([^'"]*?)\s+from\s+)?['"]([^'"]+)['"]/gm)
  const dynamic = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)
  const named = [...loads].flatMap(([, names = '', from = '']) => (typesOnly(names) ? [] : [from]))
  return [...named, ...[...dynamic].map(([, from = '']) => from)]
}

/** `{ type A, type B }` is gone when the code runs. */
function typesOnly(names: string): boolean {
  const inner = /^\{(.*)\}$/s.exec(names.trim())?.[1]
  if (inner === undefined) return false
  const parts = inner.split(',').map((part) => part.trim())
  return parts.filter(Boolean).length > 0 && parts.filter(Boolean).every((part) => part.startsWith('type '))
}

/** Everything that loads when `entry` runs, and by which way it was reached. */
function reachedFrom(entry: string): ReadonlyMap<string, string> {
  const reached = new Map<string, string>([[entry, '']])
  const open = [entry]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    for (const specifier of importsOf(resolve(root, file))) {
      const own = specifier.startsWith('#src/') || specifier.startsWith('.')
      const target = specifier.startsWith('#src/')
        ? specifier.replace('#src/', 'src/')
        : specifier.startsWith('.')
          ? relative(root, resolve(root, dirname(file), specifier))
          : specifier
      if (reached.has(target)) continue
      reached.set(target, file)
      if (own && target.endsWith('.ts')) open.push(target)
    }
  }
  return reached
}

describe('the modules of the bot’s process', () => {
  const reached = reachedFrom('src/bot.ts')

  it('are all found by this test', () => {
    for (const known of [
      'src/queue/in-process-queue.ts',
      'src/store/database.ts',
      'src/engine/start-engine.ts',
      'discord.js',
      'libsql',
    ]) {
      expect([...reached.keys()]).toContain(known)
    }
  })

  it('include no networks, which would block it for seconds', () => {
    expect(reached.get('onnxruntime-node')).toBeUndefined()
    for (const file of [
      'renderer/create-renderer',
      'renderer/draw',
      'renderer/model-backend',
      'engine/serve',
      'engine/worker',
    ]) {
      expect(reached.get(`src/${file}.ts`)).toBeUndefined()
    }
  })

  it('include no sampling and no weights', () => {
    // The rules of samplers stand beside their arithmetic, so that a sampler is one file; requests ask for the rules.
    const heavy = [...reached.keys()].filter(
      (file) => /^src\/pipeline\/(sample\.|cascade|modes)/.test(file) || /safetensors|weights|graph/.test(file),
    )
    expect(heavy).toEqual([])
  })

  it('include no picture processing, which the image worker does in its own process', () => {
    expect(reached.get('sharp')).toBeUndefined()
    expect(reached.get('src/image-worker/start-image-worker.ts')).toBeDefined()
    for (const file of ['worker', 'work']) expect(reached.get(`src/image-worker/${file}.ts`)).toBeUndefined()
    // Numbers, and modules that read the bytes and texts of a file but never its pixels.
    const light = [
      'moving/max-animation-bytes',
      'picture-format',
      'png-chunks',
      'preview-side',
      'recipe-text',
      'upload-limit',
    ].map((name) => `src/image/${name}.ts`)
    expect([...reached.keys()].filter((file) => file.startsWith('src/image/')).sort()).toEqual(light)
  })

  it('would be reported if they included any of these', () => {
    const child = reachedFrom('src/engine/worker.ts')
    expect(child.get('onnxruntime-node')).toMatch(/^src\/network\//)
    expect(child.get('src/pipeline/sample.ts')).toBeDefined()
    const imageWorker = reachedFrom('src/image-worker/worker.ts')
    expect(imageWorker.get('sharp')).toMatch(/^src\/image\//)
    expect(imageWorker.get('onnxruntime-node')).toBeUndefined()
  })
})
