import { configure, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js'
import { joinBytes } from '#src/join-bytes.ts'

/** A ZIP archive that is written file by file. */
export interface ZipArchive {
  /** Whether there is room for files of this many bytes; see `archivedSize`. */
  hasRoom(bytes: number): boolean
  /** @throws RangeError if the archive would become too large */
  add(name: string, bytes: Uint8Array, changedAt: Date): Promise<void>
  /** The finished archive. */
  close(): Promise<Uint8Array>
}

/**
 * Bytes of the archive's own records for each file, without its name, and for the whole archive. The format needs less.
 */
const overhead = { file: 256, archive: 1024 }

/** The maximum number of bytes that a file takes in an archive, which holds its name twice. */
export const archivedSize = (name: string, { byteLength }: Uint8Array): number =>
  byteLength + 2 * Buffer.byteLength(name) + overhead.file

/** The bytes that are left for files in an archive of at most `maxBytes`. */
export const bytesForFiles = (maxBytes: number): number => maxBytes - overhead.archive

/** Begins an archive of at most `maxBytes`. Files are stored as they are: pictures are compressed already. */
export function createZipArchive(maxBytes: number): ZipArchive {
  // The library uses its threads only for compression.
  configure({ useWebWorkers: false })
  const chunks: Uint8Array[] = []
  const collected = new WritableStream<Uint8Array>({ write: (chunk) => void chunks.push(chunk) })
  const zip = new ZipWriter(collected, { level: 0 })
  let room = bytesForFiles(maxBytes)
  return {
    hasRoom: (bytes) => bytes <= room,
    async add(name, bytes, changedAt) {
      room -= archivedSize(name, bytes)
      if (room < 0) throw new RangeError(`Expected files of at most ${maxBytes} bytes together`)
      await zip.add(name, new UncopiedReader(bytes), { lastModDate: changedAt })
    },
    async close() {
      await zip.close()
      return joinBytes(chunks)
    },
  }
}

/** The library's own reader copies what it reads. Nothing here changes it afterwards. */
class UncopiedReader extends Uint8ArrayReader {
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    super(bytes)
    this.#bytes = bytes
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    return this.#bytes.subarray(index, index + length)
  }
}
