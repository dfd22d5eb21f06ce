import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Profile } from '../profile.ts'

interface Asset {
  readonly type: string
  readonly body: string
}

const folder = fileURLToPath(new URL('../page/', import.meta.url))

/** The files of the page by their paths. They are bundled in memory: there is no build step and nothing is written. */
export async function bundlePage({ botName, logo, icon }: Profile): Promise<ReadonlyMap<string, Asset>> {
  // Loaded here, because a bot on Discord never needs a bundler.
  const { build } = await import('esbuild')
  const bundle = await build({
    entryPoints: [`${folder}main.tsx`],
    bundle: true,
    write: false,
    outdir: '/',
    entryNames: 'page',
    format: 'esm',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
    // The logo is served, not bundled.
    external: ['/logo.svg'],
  })
  const html = await readFile(`${folder}index.html`, 'utf8')
  const output = (end: string) => bundle.outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
  return new Map([
    [
      '/',
      { type: 'text/html; charset=utf-8', body: html.replace('{{title}}', escapeHtml(`${botName} · local channel`)) },
    ],
    ['/logo.svg', { type: 'image/svg+xml', body: logo }],
    ['/icon.svg', { type: 'image/svg+xml', body: icon }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: output('.js') }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: output('.css') }],
  ])
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const escapeHtml = (text: string): string => text.replaceAll(/[&<>]/g, (character) => entities[character] ?? character)
