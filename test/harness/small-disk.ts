import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, onTestFinished } from 'vitest'
import { fillDisk } from './fill-disk.ts'

/** A file system of a few megabytes that a test can fill. */
export interface SmallDisk {
  readonly folder: string
  /** Leaves not one byte. */
  fill(): Promise<void>
  /** Takes back what `fill` wrote. */
  free(): Promise<void>
}

/** A small disk, mounted until the test ends. */
export function mountSmallDisk(megabytes: number): SmallDisk {
  const { folder, unmount } = mount(megabytes)
  onTestFinished(unmount)
  const filler = join(folder, 'filler')
  return {
    folder,
    fill: () => fillDisk(filler),
    free: () => rm(filler),
  }
}

function mount(megabytes: number): { readonly folder: string; readonly unmount: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'duckrabbit-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    rmSync(folder, { recursive: true })
    throw error
  }
  const unmount = (): void => {
    // Lazily: SQLite's driver closes its files when they are garbage collected.
    execFileSync('umount', ['--lazy', folder])
    rmSync(folder, { recursive: true })
  }
  return { folder, unmount }
}

/** `describe` for tests that fill a disk. Where this user may not mount one they are skipped, except under CI. */
export const describeWithSmallDisk = mayMount() ? describe : describe.skip

function mayMount(): boolean {
  if (process.env['CI'] === 'true') return true
  try {
    mount(1).unmount()
    return true
  } catch {
    console.warn('skipped: these tests fill a small disk, and this user may not mount one; run them as root on Linux')
    return false
  }
}
