import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, open } from '#test/local/page/browser.ts'
import { requires } from '#test/requirement.ts'

/** Where screenshots go that people are meant to look at; set SCREENSHOTS to keep them. */
const shots = process.env['SCREENSHOTS']
const minute = 60_000

requires('chromium')('a person at the page of the real bot, with the embedded model', () => {
  let data: string
  let bot: ChildProcess
  let url: string
  let browser: Browser

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'duckrabbit-page-'))
    if (shots !== undefined) await mkdir(shots, { recursive: true })
    const main = fileURLToPath(new URL('../../src/bot.ts', import.meta.url))
    bot = spawn(process.execPath, ['--import', 'tsx', main], {
      env: { ...process.env, DISCORD_TOKEN: '', DATA_DIR: data, LOCAL_PORT: '0', DEVICE: 'cpu', LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    url = await pageOf(bot)
    browser = await launch()
  }, 2 * minute)

  afterAll(async () => {
    await browser.close()
    const gone = once(bot, 'exit')
    bot.kill('SIGTERM')
    const [code] = await gone
    await rm(data, { recursive: true, force: true })
    expect(code).toBe(0)
  }, 2 * minute)

  test(
    'types the command, sees it being painted, sees the picture, and asks again',
    { timeout: 12 * minute },
    async () => {
      const page = await open(browser, url)
      page.setDefaultTimeout(15_000)
      await page.getByRole('textbox', { name: 'Write to #pictures' }).fill('/generate a red fox')
      await page.getByRole('button', { name: /more/ }).click()
      await page.getByRole('menuitem', { name: 'size' }).click()
      await page.keyboard.type('64')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: /more/ }).click()
      await page.getByRole('menuitem', { name: 'steps' }).click()
      await page.keyboard.type('8')
      await page.keyboard.press('Enter')

      page.setDefaultTimeout(minute)
      await page.getByRole('button', { name: 'Cancel' }).waitFor()
      const first = page.getByRole('article').last()
      await first.getByRole('button', { name: 'Again' }).waitFor()
      await first.getByText(/seed \d+ · 8 steps .* 64 px · duckling/).waitFor()
      const picture = first.getByRole('button', { name: /^Open picture.*: a red fox$/ }).locator('img')
      expect(await picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(64)
      if (shots !== undefined) await page.screenshot({ path: join(shots, 'generate.png') })

      await first.getByRole('button', { name: 'Again' }).click()
      await expect.poll(() => page.getByRole('button', { name: 'Again' }).count(), { timeout: 2 * minute }).toBe(2)
      if (shots !== undefined) await page.screenshot({ path: join(shots, 'again.png') })
    },
  )
})

/** The address that the bot prints once it is there. */
async function pageOf(bot: ChildProcess): Promise<string> {
  if (bot.stdout === null) throw new Error('the bot has no stdout')
  for await (const line of createInterface({ input: bot.stdout })) {
    const found = /http:\/\/\S+/.exec(line)?.[0]
    if (found !== undefined) return found
  }
  throw new Error('the bot ended without a word')
}
