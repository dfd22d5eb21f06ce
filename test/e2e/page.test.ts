import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, open } from '../harness/browser.ts'
import { requires } from '#test/requirement.ts'
import { pagePerson } from '../harness/page-person.ts'

/** Where screenshots go that people are meant to look at: `SCREENSHOTS=docs/images npx vitest run test/e2e/page.test.ts`. */
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
    bot = spawn(process.execPath, ['--import', 'tsx/esm', main], {
      env: { ...process.env, DISCORD_TOKEN: '', DATA_DIR: data, LOCAL_PORT: '0', DEVICE: 'cpu', LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    url = await pageOf(bot)
    browser = await launch()
  }, 6 * minute)

  afterAll(async () => {
    await browser.close()
    const gone = once(bot, 'exit')
    bot.kill('SIGTERM')
    const [code] = await gone
    await rm(data, { recursive: true, force: true })
    expect(code).toBe(0)
  }, 6 * minute)

  type Settings = readonly (readonly [string, string])[]
  /** Screenshots show the model's own settings, and seeds that were chosen; the tests do with less. */
  const quick: Settings = [
    ['size', '64 px'],
    ['steps', '4'],
  ]

  /** A person at the page, who takes the quick settings once their command is written. */
  async function visit() {
    const page = await open(browser, url, { width: 1280, height: 1150 })
    page.setDefaultTimeout(minute)
    const person = pagePerson(page, shots)
    const paint = async (settings: Settings = []): Promise<void> => {
      for (const [option, value] of shots === undefined ? quick : settings) {
        await person.show(option)
        await person.fill(option, value)
      }
      await person.send()
    }
    return { page, person, paint }
  }
  const long = { timeout: 15 * minute }

  test('begins in an empty channel with an example that one press fills in', long, async () => {
    const { page, person } = await visit()
    const examples = page.getByRole('group', { name: 'Or begin with one of these:' })
    await expect
      .poll(() => examples.getByRole('button').allTextContents(), { timeout: minute })
      .toEqual(['/generate a red apple', '/anagram a red apple + a heart', '/hybrid a heart + a strawberry'])
    await page.getByRole('button', { name: /elsewhere/ }).click()
    await page.getByText('This server has not added Duckrabbit').waitFor()
    await page
      .getByRole('button', { name: /pictures/ })
      .first()
      .click()
    await examples.getByRole('button', { name: '/generate a red apple' }).click()
    const painted = await person.newest('Again')
    await painted.getByText('a red apple').first().waitFor()
    expect(await examples.count()).toBe(0)
    await page.context().close()
  })

  test('shows progress and result of a typed command, and draws again', long, async () => {
    const { page, person, paint } = await visit()
    await person.command('generate', 'a red apple')
    await paint([['seed', '2']])
    const first = await person.newest('Again')
    await first.getByText(/seed \d+ · /).waitFor()
    const picture = first.getByRole('button', { name: /^Open picture.*: a red apple$/ }).locator('img')
    expect(await picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(
      shots === undefined ? 64 : 256,
    )
    // Presence follows five seconds later at most.
    await page.getByText('duckling: try /generate').first().waitFor()
    await person.shoot('local-channel', first)

    const before = await page.getByRole('article').count()
    const source = page.locator(`[data-message-id="${await first.getAttribute('data-message-id')}"]`)
    await first.getByRole('button', { name: 'Again' }).click()
    await expect.poll(() => page.getByRole('article').count(), { timeout: minute }).toBe(before + 1)
    const second = await person.newest('Again')
    // What it was made from is on this page, not on Discord.
    await second.getByText('Made from').getByRole('button', { name: '#pictures › message' }).click()
    await expect.poll(() => source.evaluate((message) => message === document.activeElement)).toBe(true)
    await page.context().close()
  })

  test('turns an anagram, and steps back from a hybrid', long, async () => {
    const { page, person, paint } = await visit()
    await person.command('anagram', 'a skull')
    await person.fill('second', 'a flower')
    await paint([['seed', '1677517963']])
    const anagram = await person.newest('Turn')
    await anagram.getByText('as it is:').waitFor()
    await person.shoot('anagram', anagram)
    await anagram.getByRole('button', { name: 'Turn' }).click()
    await anagram.getByText('flipped upside down:').waitFor()
    await person.shoot('anagram-turned', anagram)

    await person.command('hybrid', 'a skull')
    await person.show('second')
    await person.fill('second', 'a waterfall')
    await paint([['seed', '931239533']])
    const hybrid = await person.newest('Step back')
    await hybrid.getByText('from close by:').waitFor()
    await person.shoot('hybrid', hybrid)
    await hybrid.getByRole('button', { name: 'Step back' }).click()
    await hybrid.getByText('from far away:').waitFor()
    await person.shoot('hybrid-stepped-back', hybrid)
    await page.context().close()
  })

  test('sends a mask that was drawn with the brush, shows it, and inpaints', long, async () => {
    const { page, person, paint } = await visit()
    const apple = page.getByRole('button', { name: /^Open picture.*: a red apple$/ }).first()
    const source = await apple.locator('img').getAttribute('src')
    const bytes = await page.request.get(new URL(source ?? '', url).href)
    await person.command('inpaint', 'a crown')
    const file = { name: 'apple.png', mimeType: 'image/png', buffer: await bytes.body() }
    await page.getByLabel('Choose a file for picture').setInputFiles(file)
    await person.show('mask')
    await page.getByRole('button', { name: 'Paint a mask over apple.png' }).click()
    const canvas = page.getByRole('dialog').locator('canvas').last()
    const box = await canvas.boundingBox()
    if (box === null) throw new Error('there is no canvas')
    const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const
    await page.mouse.move(...at(0.2, 0.06))
    await page.mouse.down()
    for (const [x, y] of [
      [0.8, 0.06],
      [0.8, 0.16],
      [0.2, 0.16],
      [0.2, 0.26],
      [0.8, 0.26],
      [0.8, 0.34],
      [0.2, 0.34],
    ] as const)
      await page.mouse.move(...at(x, y), { steps: 5 })
    await page.mouse.up()
    await person.shoot('mask-brush')
    await page.getByRole('button', { name: 'Attach mask' }).click()
    await paint([['seed', '1']])
    const message = await person.newest('Draw')
    await person.shoot('mask-shown', message)
    await message.getByRole('button', { name: 'Draw', exact: true }).click()
    await person.shoot('inpainted', await person.newest('Again'))
    await page.context().close()
  })
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
