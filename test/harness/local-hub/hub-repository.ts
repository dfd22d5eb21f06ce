import { createHash } from 'node:crypto'

/** A file of a repository on the local hub. Large ones are in LFS, as on the real hub. */
export interface HubFile {
  readonly path: string
  readonly bytes: Buffer
  readonly lfs: boolean
}

/** A repository on the local hub. */
export interface HubRepository {
  readonly name: string
  readonly commit: string
  /** Whether people must accept conditions first. */
  readonly gated: false | 'auto' | 'manual'
  readonly private: boolean
  readonly cardData: Readonly<Record<string, unknown>>
  readonly files: ReadonlyMap<string, HubFile>
}

export interface HubRepositoryOptions {
  readonly gated?: false | 'auto' | 'manual'
  readonly private?: boolean
  readonly cardData?: Readonly<Record<string, unknown>>
}

const kept = /\.(safetensors|bin|model|onnx|msgpack)$/

/** A repository with these files, at a commit that follows from their bytes. */
export function hubRepository(
  name: string,
  contents: Readonly<Record<string, Uint8Array | string>>,
  { gated = false, private: hidden = false, cardData = { license: 'mit' } }: HubRepositoryOptions = {},
): HubRepository {
  const files = new Map<string, HubFile>()
  const commit = createHash('sha1').update(name)
  for (const [path, content] of Object.entries(contents)) {
    const bytes = Buffer.from(content)
    files.set(path, { path, bytes, lfs: kept.test(path) })
    commit.update(path).update(bytes)
  }
  return { name, commit: commit.digest('hex'), gated, private: hidden, cardData, files }
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export function gitSha1(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** One entry of the list of files, as `/api/models/NAME/tree/REVISION` gives it. */
export function treeEntry({ path, bytes, lfs }: HubFile): Readonly<Record<string, unknown>> {
  if (!lfs) return { type: 'file', oid: gitSha1(bytes), size: bytes.length, path }
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(bytes)}\nsize ${bytes.length}\n`
  const large = { oid: sha256(bytes), size: bytes.length, pointerSize: pointer.length }
  return { type: 'file', oid: gitSha1(Buffer.from(pointer)), size: bytes.length, lfs: large, path }
}
