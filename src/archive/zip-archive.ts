import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'

/** A ZIP archive that is written file by file. */
export interface ZipArchive {
  /** Whether files fit that take so many bytes; see `bytesInArchive`. */
  hasRoom(bytes: number): boolean
  /** @throws RangeError if the archive would become too large */
  add(name: string, bytes: Uint8Array, changedAt: Date): Promise<void>
  /** The finished archive. */
  close(): Promise<Uint8Array>
}

/** Bytes around one file beside its name, which stands there twice, and around all files. More than the format needs. */
const overhead = { file: 256, archive: 1024 }

/** The bytes that a file takes in an archive, at most. */
export const bytesInArchive = (name: string, { byteLength }: Uint8Array): number =>
  byteLength + 2 * Buffer.byteLength(name) + overhead.file

/** The bytes that an archive has for its files. */
export const roomInArchive = (maxBytes: number): number => maxBytes - overhead.archive

/** Begins an archive of at most `maxBytes`. Files are stored as they are: pictures are compressed already. */
export function createZipArchive(maxBytes: number): ZipArchive {
  // Its threads would only compress.
  configure({ useWebWorkers: false })
  const zip = new ZipWriter(new Uint8ArrayWriter(), { level: 0 })
  let room = roomInArchive(maxBytes)
  return {
    hasRoom: (bytes) => bytes <= room,
    async add(name, bytes, changedAt) {
      room -= bytesInArchive(name, bytes)
      if (room < 0) throw new RangeError(`Expected files of at most ${maxBytes} bytes together`)
      await zip.add(name, new Uint8ArrayReader(bytes), { lastModDate: changedAt })
    },
    close: () => zip.close(),
  }
}
