import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requires } from '#test/requirement.ts'
import { launch, open } from '../harness/browser.ts'
import { type EmbeddedEngine, embeddedEngine } from '../harness/embedded-engine.ts'
import { startBot, type TestBot } from '../harness/start-bot.ts'

/** Where screenshots go that people are meant to look at. With them, the included model draws. */
const shots = process.env['SCREENSHOTS']
const minute = 60_000

requires('chromium')('a person who guesses on the page', () => {
  let embedded: EmbeddedEngine | undefined
  let bot: TestBot
  let browser: Browser

  beforeAll(async () => {
    if (shots !== undefined) {
      await mkdir(shots, { recursive: true })
      embedded = await embeddedEngine()
    }
    const engine = embedded
    bot = await startBot({ page: true, ...(engine !== undefined && { openEngine: () => engine.open() }) })
    browser = await launch()
  }, 4 * minute)

  afterAll(async () => {
    await browser.close()
    await bot.stop()
    await embedded?.remove()
  }, 4 * minute)

  async function shoot(page: Page, name: string): Promise<void> {
    if (shots === undefined) return
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
    for (const [width, height] of [
      [1280, 1150],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height })
      await page.waitForTimeout(400)
      await page.screenshot({ path: join(shots, `${name}-${width}.png`) })
    }
    await page.setViewportSize({ width: 1280, height: 1150 })
  }

  test(
    'sees no prompt, reads privately how near each guess is, wins, and sees the solution',
    { timeout: 8 * minute },
    async () => {
      const ben = bot.discord.person('Ben')
      const asked = { prompt: 'a volcano', second: 'a strawberry', private: true, seed: 3, size: 64, steps: 10 }
      await ben.slash('/anagram', asked)
      const drawn = async () => (await bot.store.jobs.ofPerson(ben.id, 1))[0]
      await bot.until('the picture', async () => (await drawn())?.state === 'done', 300)
      const job = await drawn()
      const page = await open(browser, bot.discord.local.pageUrl, { width: 1280, height: 1150 })
      page.setDefaultTimeout(minute / 3)
      await (await ben.slash('/guess start', { picture: job?.id ?? '', minutes: 30 })).until(({ loading }) => !loading)

      const round = page.getByRole('article').filter({ hasText: 'What is in this picture?' })
      await round.getByRole('button', { name: 'Open picture: The picture without its details' }).waitFor()
      expect(await page.content()).not.toMatch(/volcano|strawberry/)
      await shoot(page, 'guess-round')

      const guess = async (...guesses: readonly string[]): Promise<void> => {
        // A second press within a moment would count as a double click.
        await page.waitForTimeout(1_600)
        await round.getByRole('button', { name: 'Guess', exact: true }).click()
        const form = page.getByRole('dialog', { name: 'What is in this picture?' })
        for (const [index, text] of guesses.entries()) await form.getByRole('textbox').nth(index).fill(text)
        if (guesses.length > 1) await shoot(page, 'guess-form')
        await form.getByRole('button', { name: 'Submit' }).click()
        await form.waitFor({ state: 'hidden' })
      }
      await guess('a mountain', 'Strawberries!')
      await page.getByRole('article').getByText('You have found 1 of 2.').waitFor()
      await shoot(page, 'guess-answer')
      await guess('vulcano')
      await page.getByRole('article').getByText('vulcano is close.').waitFor()
      await guess('a volcano')
      await page.getByRole('article').getByText('You win the round!').waitFor()
      const solution = page.getByRole('article').filter({ hasText: 'The solution' })
      await solution.getByRole('button', { name: 'Turn' }).waitFor()
      expect(await solution.textContent()).toContain('a strawberry')
      await shoot(page, 'guess-solution')
      expect(bot.discord.violations()).toEqual([])
    },
  )
})
