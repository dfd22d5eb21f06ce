import { existsSync } from 'node:fs'
import { describe } from 'vitest'

/** Where Chromium is installed, or undefined where it is not. */
export const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

/** `describe` for tests that need Chromium. Without it they are skipped and say so, except under CI. */
export function describeWithChromium(): typeof describe | typeof describe.skip {
  if (chromiumPath !== undefined || process.env['CI'] === 'true') return describe
  console.warn('skipped: these tests need chromium, which is not installed')
  return describe.skip
}
