import type { EncodedPicture } from '#src/renderer/events.ts'
import { UserError } from '#src/errors.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { Result } from '#src/store/store.ts'
import type { ReadyFile } from '../cards/result.ts'
import { limits } from '../components/limits.ts'

/** The best form of a stored picture within `limit` bytes: PNG, lossless WebP, lossy WebP, or smaller. */
export type FitBytes = (bytes: Uint8Array, limit: number) => Promise<EncodedPicture>

export interface FitOptions {
  /** The maximum size of one file in bytes. */
  readonly fileLimit: number
  readonly fitBytes: FitBytes
  readonly words: Messages['result']
  /** How often Discord has found the message too large. Each time halves the room. Default: 0. */
  readonly refusals?: number
}

export interface FittedFiles {
  readonly files: readonly ReadyFile[]
  /** What was done to make them fit, as sentences. Empty if nothing was. */
  readonly notes: readonly string[]
}

/** Bytes for the JSON and the multipart boundaries of a message. */
const overhead = 64 * 1024

/** Fits a result's files into Discord's limits of one file, of the whole message and of their number. */
export async function fitFiles(
  results: readonly { readonly result: Result; readonly bytes: Uint8Array }[],
  { fileLimit, fitBytes, words, refusals = 0 }: FitOptions,
): Promise<FittedFiles> {
  const chosen = results.slice(0, limits.files)
  const share = Math.floor((limits.request - overhead) / Math.max(1, chosen.length))
  const room = Math.floor(Math.min(fileLimit, share) / 2 ** refusals)
  const notes = new Set<string>()
  const files: ReadyFile[] = []
  for (const { result, bytes } of chosen) {
    if (bytes.byteLength <= room) {
      files.push({ result, file: { name: fileName(result, result.format), data: bytes } })
      continue
    }
    // In any other format, the animation would be a still picture.
    const fitted = result.format === 'gif' ? undefined : await fitBytes(bytes, room).catch(undefinedIfRefused)
    if (fitted === undefined) {
      notes.add(words.tooLarge)
      continue
    }
    notes.add(fitted.width < result.width ? words.asSmaller(fitted.width) : words.asWebp)
    files.push({ result, file: { name: fileName(result, fitted.format), data: fitted.bytes } })
  }
  return { files, notes: [...notes] }
}

/** Not even the smallest format fits, or the file cannot be processed. The message is sent without it. */
function undefinedIfRefused(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error
}

/** The name in a download folder: bot, job, which picture. */
const fileName = ({ jobId, picture, role }: Result, format: string): string =>
  `duckrabbit-${jobId}-${picture + 1}${role === 'picture' ? '' : `-${role}`}.${format}`
