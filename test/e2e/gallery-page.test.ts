import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Locator } from 'playwright-core'
import { settingPageWords } from '#src/messages/settings.ts'
import { createSettings } from '#src/settings/settings.ts'
import { requires } from '#test/requirement.ts'
import { launch, open } from '../harness/browser.ts'
import { galleryVisit } from '../harness/gallery-visit.ts'
import { pagePerson } from '../harness/page-person.ts'
import { startBot, type TestBot } from '../harness/start-bot.ts'

/** Where screenshots go that people are meant to look at: `SCREENSHOTS=folder npx vitest run test/e2e/gallery-page.test.ts`. */
const shots = process.env['SCREENSHOTS']
const minute = 60_000

requires('chromium')('a person at the page, among the pictures of others', () => {
  let bot: TestBot
  let browser: Browser
  const { person, chidi, guild, draw, star } = galleryVisit(() => bot)

  beforeAll(async () => {
    bot = await startBot({ page: true })
    if (shots !== undefined) await mkdir(shots, { recursive: true })
    browser = await launch()
    const settings = createSettings({ store: bot.store })
    await settings.set('guild', guild(), 'starChannel', bot.discord.channel('challenges').id)
    await settings.set('guild', guild(), 'starsNeeded', 2)
    for (let seed = 1; seed <= 9; seed += 1) await draw(`a lighthouse in a storm, number ${seed}`, { seed, size: 256 })
    await draw('a picture behind a spoiler', { seed: 11, spoiler: true }, chidi())
    const best = await draw('an otter that reads the newspaper', { seed: 12, size: 256 })
    await star(best)
    await star(best, person('Ada'))
    await bot.until('the post', () => bot.discord.messages('#challenges').length === 1, 60)
  }, 5 * minute)
  afterAll(async () => {
    await browser.close()
    await bot.stop()
  }, minute)

  /** Keeps how a message looks now, where screenshots are wanted. */
  async function shoot(name: string, message: Locator): Promise<void> {
    if (shots !== undefined) await message.screenshot({ path: join(shots, `${name}.png`) })
  }

  const sizes = [
    ['desktop', { width: 1280, height: 1150 }],
    ['phone', { width: 390, height: 844 }],
  ] as const
  test.each(sizes)(
    'looks through the gallery and exports pictures, on a %s',
    { timeout: 6 * minute },
    async (name, size) => {
      const page = await open(browser, new URL(bot.discord.apiUrl).origin, size)
      page.setDefaultTimeout(minute)
      const visitor = pagePerson(page, undefined)
      await visitor.command('gallery', '')
      await visitor.send()
      const gallery = await visitor.newest('Next')
      await expect.poll(() => gallery.locator('img').count()).toBeGreaterThanOrEqual(9)
      await shoot(`${name}-gallery`, gallery)
      await gallery.getByRole('button', { name: 'The best', exact: true }).click()
      await gallery.getByText('⭐ 2').waitFor()
      await shoot(`${name}-best`, gallery)
      await visitor.command('export', '')
      await visitor.send()
      await page.getByRole('article').last().getByText('You have no finished pictures').waitFor()
      if (size.width > 1000) {
        await page
          .getByRole('button', { name: /challenges/ })
          .first()
          .click()
        await page.getByText('an otter that reads').waitFor()
        await shoot(`${name}-star-channel`, page.getByRole('article').last())
      }
      await page.context().close()
    },
  )

  test.each(sizes)('turns the pages of the settings, on a %s', { timeout: 6 * minute }, async (name, size) => {
    const page = await open(browser, new URL(bot.discord.apiUrl).origin, size)
    page.setDefaultTimeout(minute)
    const visitor = pagePerson(page, undefined)
    await visitor.command('settings', '')
    await visitor.send()
    const panel = page.getByRole('article').last()
    for (const word of Object.values(settingPageWords)) {
      await panel.getByRole('combobox').nth(1).click()
      await page.getByRole('option', { name: word }).click()
      await panel.getByRole('heading', { name: word }).waitFor()
      await shoot(`${name}-settings-${word.split(/\W/)[0]?.toLowerCase()}`, panel)
    }
    await page.context().close()
  })
})
