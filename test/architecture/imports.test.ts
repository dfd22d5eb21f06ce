import { builtinModules } from 'node:module'
import { describe, expect, it } from 'vitest'
import { exceptions, local, rules } from './import-rules.ts'
import {
  all,
  declared,
  type Declared,
  homeOf,
  importsOf,
  known,
  type SourceFile,
  sources,
  under,
} from './source-files.ts'

function violations(files: readonly SourceFile[], known: ReadonlySet<string>, declared: Declared): string[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap((used) => [
      ...rules
        .filter((rule) => rule.breaks(file.path, used))
        .filter(() => !exceptions.some((one) => one.file === file.path && one.target === used.target))
        .map((rule) => `${file.path} imports ${used.target}: ${rule.says}`),
      ...(used.own && !known.has(used.target) ? [`${file.path} imports ${used.target}, which does not exist`] : []),
      ...(!used.own && !isBuiltIn(used.target) && !declared.get(homeOf(file.path))?.has(used.target)
        ? [`${file.path} imports ${used.target}, which package.json does not name`]
        : []),
    ]),
  )
}

function isBuiltIn(name: string): boolean {
  return name.startsWith('node:') || builtinModules.includes(name)
}

describe('the architecture', () => {
  it('has source files', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(200)
  })

  it('follows the import rules', () => {
    expect(violations(sources, known, declared)).toEqual([])
  })

  it('has no unused exception', () => {
    for (const { file, target } of exceptions) {
      const source = sources.find(({ path }) => path === file)
      expect(source && importsOf(source).map((used) => used.target)).toContain(target)
    }
  })

  it('has no file or folder called utils, helpers or the like', () => {
    const odd = all.filter((path) => /(^|[/.-])(utils?|helpers?|misc|common)([/.-]|$)/i.test(path))
    expect(odd).toEqual([])
  })

  it('has Python only in models/train and bench', () => {
    const snakes = all.filter((path) => /\.(py|ipynb)$/.test(path) && !under(path, 'models/train', 'bench'))
    expect(snakes).toEqual([])
  })
})

function found(path: string, text: string): string[] {
  return violations([{ path, text }], known, declared)
}

describe('the import checker', () => {
  it.each([
    ['src/pipeline/sample.ts', "import sharp from 'sharp'"],
    ['src/pipeline/sample.ts', "import { readFile } from 'node:fs/promises'"],
    ['src/pipeline/sample.ts', "import { fields } from '#src/requests/fields.ts'"],
    ['src/pipeline/modes/edit.ts', "import {\n  a,\n  b,\n} from '../../image/encode.ts'"],
    ['src/requests/fields.ts', "import { Command } from 'commander'"],
    ['src/engine/worker.ts', "const { InferenceSession } = await import('onnxruntime-node')"],
    ['src/discord/card.ts', "export { default } from 'sharp'"],
    ['src/queue/waiting-list.ts', "import Database from 'libsql'"],
    ['src/engine/worker.ts', "import type { Client } from 'discord.js'"],
    ['src/engine/worker.ts', "import { Routes } from 'discord-api-types/v10'"],
    ['src/engine/worker.ts', "import '../bot.ts'"],
    ['src/image/encode.ts', "import { run } from '#src/engine/worker.ts'"],
    ['src/discord/card.ts', "import { startBot } from '#test/harness/start-bot.ts'"],
    ['src/discord/card.ts', "import { gone } from './no-such-file.ts'"],
    ['src/discord/card.ts', "import express from 'express'"],
    ['src/discord/card.ts', "import { createLocalDiscord } from 'local-discord'"],
    [`${local}/server.ts`, "import { UserError } from '../../../src/errors.ts'"],
    [`${local}/server.ts`, "import { useScene } from '#test/scene.ts'"],
    [`${local}/server.ts`, "import { gone } from '#src/no-such-file.ts'"],
    [`${local}/server.ts`, "import sharp from 'sharp'"],
    [`${local}/server.ts`, "import { startDiscord } from './testing/index.ts'"],
    [`${local}/page/app.tsx`, "import type { World } from '../world-types.ts'"],
  ])('rejects %s with %s', (path, text) => {
    expect(found(path, text)).not.toEqual([])
  })

  it.each([
    [
      'src/pipeline/sample.ts',
      "import type { Steps } from '#src/requests/sampling.ts'\nimport { resize } from './resize.ts'",
    ],
    ['src/pipeline/sample.ts', "import { UserError } from '#src/errors.ts'"],
    ['src/image/sheet.ts', "import sharp, { type Sharp } from 'sharp'\nimport { x } from '#src/pipeline/resize.ts'"],
    ['src/store/rows.ts', "import { Kysely } from 'kysely'\nimport { join } from 'node:path'"],
    ['src/engine/worker.ts', "// import sharp from 'sharp'"],
    ['src/bot.ts', "import { createLocalDiscord } from 'local-discord'"],
    [`${local}/server.ts`, "import { systemClock } from '@duckrabbit/clock'\nimport { Hono } from 'hono'"],
    [`${local}/page/app.tsx`, "import type { World } from '../page-protocol.ts'"],
  ])('accepts %s with %s', (path, text) => {
    expect(found(path, text)).toEqual([])
  })
})
