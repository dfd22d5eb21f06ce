import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillDisk } from '#test/harness/fill-disk.ts'
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
    fill: () => fillDisk(filler),
    free: () => rm(filler),
    /**
     * Lets the kernel refuse every change of files and folders, also through files that are open. Not of the memory that SQLite
     * shares between processes: refusing that would end the bot with SIGBUS.
     */
    forbidWriting() {
      execFileSync('chattr', ['-R', '+i', folder])
      execFileSync('chattr', ['-i', join(folder, 'duckrabbit.db-shm')])
    },
    allowWriting: () => void execFileSync('chattr', ['-R', '-i', folder]),
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
