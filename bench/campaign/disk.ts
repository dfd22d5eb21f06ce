import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codeOf } from '#src/errors.ts'
import { limitProcesses } from './limit-processes.ts'

/** A small file system in an image file. Needs the right to mount. */
export function mountDisk(megabytes: number) {
  const place = mkdtempSync(join(tmpdir(), 'duckrabbit-campaign-disk-'))
  const folder = join(place, 'disk')
  const image = join(place, 'image')
  execFileSync('truncate', ['-s', `${megabytes}M`, image])
  execFileSync('mkfs.ext4', ['-q', image])
  execFileSync('mkdir', [folder])
  execFileSync('mount', ['-o', 'loop', image, folder])
  // The numbers of its device, as the kernel packs them.
  const { dev } = statSync(folder)
  const device = `${(dev >> 8) & 0xfff}:${(dev & 0xff) | ((dev >> 12) & 0xfff00)}`
  const filler = join(folder, 'filler')
  return {
    folder,
    async fill() {
      const file = await open(filler, 'a')
      try {
        for (let bytes = 1_048_576; bytes >= 1; bytes /= 2) {
          try {
            for (;;) await file.write(new Uint8Array(bytes))
          } catch (error) {
            if (codeOf(error) !== 'ENOSPC') throw error
          }
        }
      } finally {
        await file.close()
      }
    },
    free: () => rm(filler),
    /** Lets a process read and write no more than so often a second. Returns how it is set free. */
    slow: (pid: number, operations: number) =>
      limitProcesses('blkio', [pid], {
        'blkio.throttle.read_iops_device': `${device} ${operations}`,
        'blkio.throttle.write_iops_device': `${device} ${operations}`,
      }),
    unmount() {
      execFileSync('umount', ['--lazy', folder])
      rmSync(image)
    },
  }
}
