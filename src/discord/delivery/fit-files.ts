import { UserError } from '#src/errors.ts'
import { result as words } from '#src/messages/replies.ts'
import type { EncodedPicture } from '#src/renderer/events.ts'
import type { Result } from '#src/store/store.ts'
import type { ReadyFile } from '../cards/result.ts'
import { limits } from '../components/limits.ts'

/** The best form of a stored picture within `limit` bytes: PNG, WebP without loss, with some, smaller. Asynchronous. */
export type FitBytes = (bytes: Uint8Array, limit: number) => Promise<EncodedPicture>

export interface FitOptions {
  /** Bytes that one file may have here. */
  readonly fileLimit: number
  readonly fitBytes: FitBytes
  /** How often Discord has found the message too large already: the room is halved each time. Default: 0. */
  readonly refusals?: number
}

export interface Fitted {
  readonly files: readonly ReadyFile[]
  /** What was done to make them fit, as sentences; empty when nothing was. */
  readonly notes: readonly string[]
}

/** Room for the JSON and the multipart boundaries of a message. */
const overhead = 64 * 1024

/** Brings a result's files within Discord's bounds: each file, all of them together, and ten of them. */
export async function fitFiles(
  results: readonly { readonly result: Result; readonly bytes: Uint8Array }[],
  { fileLimit, fitBytes, refusals = 0 }: FitOptions,
): Promise<Fitted> {
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
    // A moving picture would lose its movement in any other form.
    const fitted = result.format === 'gif' ? undefined : await fitBytes(bytes, room).catch(refusedFit)
    if (fitted === undefined) {
      notes.add(words.tooLarge)
      continue
    }
    notes.add(fitted.width < result.width ? words.asSmaller(fitted.width) : words.asWebp)
    files.push({ result, file: { name: fileName(result, fitted.format), data: fitted.bytes } })
  }
  return { files, notes: [...notes] }
}

/** Not even the smallest form fits, or the file cannot be worked on: the message goes without it. */
function refusedFit(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error
}

/** As it lies in a download folder: bot, job, which picture. */
const fileName = ({ jobId, picture, role }: Result, format: string): string =>
  `duckrabbit-${jobId}-${picture + 1}${role === 'picture' ? '' : `-${role}`}.${format}`
