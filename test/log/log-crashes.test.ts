import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('logs an unhandled error without its secrets, and ends with exit code 1', async () => {
  const program = fileURLToPath(new URL('../harness/crashing-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx/esm', program], { stdio: ['ignore', 'inherit', 'pipe'] })
  let printed = ''
  child.stderr.on('data', (chunk) => (printed += String(chunk)))
  const [code] = await once(child, 'close')
  expect(printed).toContain('"msg":"a crash"')
  expect(printed).toContain('Unknown Webhook')
  expect(printed).not.toContain('SECRET')
  expect(code).toBe(1)
})
