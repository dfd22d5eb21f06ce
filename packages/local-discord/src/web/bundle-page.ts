import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export interface Asset {
  readonly type: string
  readonly body: string
}

const folder = fileURLToPath(new URL('../page/', import.meta.url))

const placeholder = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Duckrabbit · local channel</title></head>
<body><p>The page of the local channel is not part of this installation.</p></body></html>`

const html = (body: string): Asset => ({ type: 'text/html; charset=utf-8', body })

/** The page's files by their paths: bundled in memory, so that nothing has to be built before and nothing is written. */
export async function bundlePage(): Promise<ReadonlyMap<string, Asset>> {
  if (!existsSync(`${folder}main.tsx`)) return new Map([['/', html(placeholder)]])
  // Loaded here: a bot on Discord never needs a bundler.
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
  })
  const output = (end: string) => bundle.outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
  return new Map([
    ['/', html(await readFile(`${folder}index.html`, 'utf8'))],
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: output('.js') }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: output('.css') }],
  ])
}
