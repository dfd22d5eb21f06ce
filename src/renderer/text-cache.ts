import { createHash } from 'node:crypto'
import { readFile, readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '#src/errors.ts'
import { makeFolder } from '#src/make-folder.ts'
import type { EncodedText } from './backend.ts'
import { bestEffort } from './best-effort.ts'
import { replaceFile } from '#src/replace-file.ts'

/** Caches embeddings on disk, so that a prompt that was drawn before needs no text encoder. */
export interface TextCache {
  get(encoder: string, prompt: string): Promise<EncodedText | undefined>
  put(encoder: string, prompt: string, text: EncodedText): Promise<void>
}

export interface TextCacheOptions {
  readonly folder: string
  /** The total size of the files, in bytes. Beyond it the least recently used ones are removed. Default: 256 MiB. */
  readonly maxBytes?: number
}

/** The version of the file layout, in which 32-bit numbers (version, tokens, width, truncated) precede the embedding as float32. */
const version = 1
const headerBytes = 16

/** A file that was begun longer ago than this, in milliseconds, was abandoned by a process that ended. */
const longestWrite = 60_000

/** Treats a file that is missing, truncated or of another layout as not cached. */
export function createTextCache({ folder, maxBytes = 256 * 2 ** 20 }: TextCacheOptions): TextCache {
  // The first text of a process checks the folder's size, since short runs never write an eighth of the limit.
  let written = Infinity

  async function prune(): Promise<void> {
    const found = await Promise.all((await readdir(folder)).map((name) => describe(join(folder, name))))
    const files = found.filter((file) => file !== undefined)
    let total = files.reduce((sum, { size }) => sum + size, 0)
    for (const { path, size } of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
      if (total <= maxBytes) return
      await rm(path, { force: true })
      total -= size
    }
  }

  return {
    async get(encoder, prompt) {
      const key = keyOf(encoder, prompt)
      const path = join(folder, key)
      let file
      try {
        file = await readFile(path)
      } catch {
        return undefined
      }
      if (file.length < headerBytes) return undefined
      const [layout, tokens = 0, width = 0, truncated] = [0, 4, 8, 12].map((at) => file.readUInt32LE(at))
      if (layout !== version || file.length !== headerBytes + tokens * width * 4) return undefined
      const embedding = new Float32Array(tokens * width)
      new Uint8Array(embedding.buffer).set(file.subarray(headerBytes))
      const now = new Date()
      await bestEffort('when a text was used', () => utimes(path, now, now))
      return { key, embedding, tokens, width, truncated: truncated === 1 }
    },

    async put(encoder, prompt, { embedding, tokens, width, truncated }) {
      await makeFolder(folder)
      const file = new Uint8Array(headerBytes + embedding.byteLength)
      file.set(new Uint8Array(new Uint32Array([version, tokens, width, truncated ? 1 : 0]).buffer))
      file.set(new Uint8Array(embedding.buffer, embedding.byteOffset, embedding.byteLength), headerBytes)
      const path = join(folder, keyOf(encoder, prompt))
      await replaceFile(path, file)
      written += file.length
      if (written > maxBytes / 8) {
        written = 0
        await prune()
      }
    },
  }
}

/** Adds a memory cache of the most recent texts, such as the negative prompt of every picture or a person's last prompts. */
export function withMemoryCache(cache: TextCache, maxTexts = 16): TextCache {
  // In the order of last use.
  const recent = new Map<string, EncodedText>()

  function remember(key: string, text: EncodedText): void {
    recent.delete(key)
    recent.set(key, text)
    const [oldest] = recent.keys()
    if (recent.size > maxTexts && oldest !== undefined) recent.delete(oldest)
  }

  return {
    async get(encoder, prompt) {
      const key = keyOf(encoder, prompt)
      const text = recent.get(key) ?? (await cache.get(encoder, prompt))
      if (text !== undefined) remember(key, text)
      return text
    },
    async put(encoder, prompt, text) {
      remember(keyOf(encoder, prompt), text)
      await cache.put(encoder, prompt, text)
    },
  }
}

interface CachedFile {
  readonly path: string
  readonly size: number
  readonly mtimeMs: number
}

/** A file of the cache. Undefined for what another job or process has removed meanwhile, or is still writing. */
async function describe(path: string): Promise<CachedFile | undefined> {
  try {
    const { size, mtimeMs } = await stat(path)
    const isBeingWritten = path.endsWith('.new') && Date.now() - mtimeMs < longestWrite
    return isBeingWritten ? undefined : { path, size, mtimeMs }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function keyOf(encoder: string, prompt: string): string {
  return createHash('sha256').update(`${encoder}\n${prompt}`).digest('hex')
}
