import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { describe } from 'vitest'

/** Parts of the machine that some tests need and a bare machine may lack. */
const found = {
  chromium: () =>
    ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path)),
  /** Chromium's software Vulkan driver, which lets the WebGPU provider run without a GPU. */
  swiftshader: () => ['/usr/lib/chromium/vk_swiftshader_icd.json'].find((path) => existsSync(path)),
  /** Debian: `apt install redis-server`. */
  redis: () => onPath('redis-server'),
  /** The folder of the programs. Debian: `apt install postgresql`. */
  postgres: () => {
    const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
    return versions.map((version) => `/usr/lib/postgresql/${version}/bin`).find((path) => existsSync(`${path}/initdb`))
  },
  /** An S3 server: `.ci/run` builds it with Go. */
  versitygw: () => onPath('versitygw'),
} as const

/** The path of a program, or undefined if it is not installed. */
function onPath(program: string): string | undefined {
  const path = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim()
  return path === '' ? undefined : path
}

export type Requirement = keyof typeof found

/** The path of the part on this machine, or undefined where it is not installed. */
export function locate(requirement: Requirement): string | undefined {
  return found[requirement]()
}

/**
 * `describe` for tests that need a part of the machine: where it is missing they are skipped and say so,
 * except under CI, where `.ci/run` installs every part and a skip would hide a failure.
 */
export function requires(requirement: Requirement): typeof describe | typeof describe.skip {
  if (locate(requirement) !== undefined || process.env['CI'] === 'true') return describe
  console.warn(`skipped: these tests need ${requirement}, which is not installed`)
  return describe.skip
}
