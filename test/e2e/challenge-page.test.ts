import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requires } from '#test/requirement.ts'
import { launch, open } from '../harness/browser.ts'
import { challengeRoom } from '../harness/challenge-room.ts'

/** Where screenshots go that people are meant to look at. */
const shots = process.env['SCREENSHOTS']
const hour = 60 * 60_000
const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const

/** A night with an owl in a colour. */
function owl(colour: string, eyes: number): Promise<Buffer> {
  const eye = (x: number) =>
    `<circle cx="${x}" cy="112" r="${eyes}" fill="#fff"/><circle cx="${x}" cy="112" r="${eyes / 2}" fill="#111"/>`
  const body = `<path d="M72 84l24 16h64l24-16v96c0 36-112 36-112 0z" fill="${colour}"/>`
  const night = '<rect width="256" height="256" fill="#1c2340"/><circle cx="208" cy="48" r="24" fill="#f5e6a8"/>'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256">${night}${body}${eye(104)}${eye(152)}<path d="M128 124l-9 15h18z" fill="#e9a820"/></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

requires('chromium')('a challenge on the page, on a desk and on a phone', () => {
  let browser: Browser
  beforeAll(async () => {
    if (shots !== undefined) await mkdir(shots, { recursive: true })
    browser = await launch()
  }, 120_000)
  afterAll(() => browser.close())

  test('from its start to the leaderboard', { timeout: 900_000 }, async () => {
    const room = await challengeRoom({ page: true })
    const { bot, ada, ben, chidi } = room
    const url = bot.discord.local.pageUrl
    const desktop = await open(browser, url, sizes.desktop)
    const phone = await open(browser, url, sizes.phone)
    for (const page of [desktop, phone]) page.setDefaultTimeout(60_000)

    /** Opens a channel by its name in the list, which is a drawer on a phone. */
    async function go(page: Page, channel: string): Promise<void> {
      const drawer = page.getByRole('button', { name: 'Channels and people' })
      if (await drawer.isVisible()) await drawer.click()
      await page.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name: channel }).click()
      await page.getByRole('heading', { level: 1, name: new RegExp(`${channel}$`) }).waitFor()
    }
    const message = (page: Page, words: string): Locator => page.getByRole('article').filter({ hasText: words }).last()

    /** Both pages show a message with these words, within their width; keeps what is seen where that is wanted. */
    async function look(name: string, words: string): Promise<void> {
      for (const [size, page] of [
        ['desktop', desktop],
        ['phone', phone],
      ] as const) {
        const shown = message(page, words)
        await shown.waitFor()
        await shown.evaluate((element) => element.scrollIntoView({ block: 'start' }))
        await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(sizes[size].width)
        if (shots !== undefined) await page.screenshot({ path: join(shots, `challenge-${name}-${size}.png`) })
      }
    }
    /** Ada writes a command on the desk. */
    async function command(entry: string, options: Readonly<Record<string, string>>): Promise<void> {
      await desktop.getByRole('textbox', { name: /^Write to/ }).fill(`/${entry} `)
      await desktop.getByRole('group', { name: `Command ${entry}` }).waitFor()
      for (const [option, text] of Object.entries(options)) {
        const field = desktop.getByLabel(option, { exact: true }).and(desktop.locator('input, textarea'))
        if (!(await field.isVisible())) {
          await desktop.getByRole('button', { name: /more options?$/ }).click()
          await desktop
            .getByRole('menuitem', { name: new RegExp(`^${option}`) })
            .first()
            .click()
        }
        await field.fill(text)
      }
      await desktop.getByRole('button', { name: 'Send' }).click()
    }

    for (const page of [desktop, phone]) await go(page, 'challenges')
    await command('challenge start', { theme: 'Owls at night', words: 'owl' })
    await look('invitation', 'A new challenge begins')
    const [challenge] = await bot.store.challenges.unfinished()
    if (challenge === undefined) throw new Error('no challenge was started')
    for (const page of [desktop, phone]) await go(page, 'Owls at night')
    await look('announcement', 'An entry must')

    for (const [who, colour, eyes, prompt] of [
      [ben, '#8a5a3c', 20, 'a brown owl under the moon'],
      [chidi, '#d8dde8', 26, 'a snow owl at midnight'],
      [ada, '#5c7a4e', 23, 'an owl of moss'],
    ] as const) {
      bot.engine.paint(await owl(colour, eyes))
      const options = { prompt, seed: eyes }
      await (who === chidi
        ? room.draw(who, challenge, '/anagram', { ...options, second: 'a cave with an owl' })
        : room.draw(who, challenge, '/generate', options))
    }
    await look('entering', 'It takes part in')
    await message(desktop, 'An entry must').getByRole('button', { name: 'Enter', exact: true }).click()
    await look('own-entries', 'your entries')

    await room.pass(73 * hour)
    await room.settled(challenge, 'voting')
    await look('voting-announced', 'Vote: Owls at night')
    await bot.pass(2_000)
    await message(desktop, 'Vote: Owls at night').getByRole('button', { name: 'Vote', exact: true }).click()
    await look('voting', '1 of 2')
    await message(desktop, '1 of 2').getByRole('button', { name: '4 ★' }).click()
    await look('voting-second', '2 of 2')
    await message(desktop, '2 of 2').getByRole('button', { name: '3 ★' }).click()
    await look('voting-done', 'You have voted on everything')
    for (const who of [ben, chidi]) await room.voteFor(who, challenge, chidi)

    await room.pass(25 * hour)
    await room.settled(challenge, 'ended')
    await look('podium', '🏆')
    await look('winner', 'The winner')
    await message(desktop, '🏆').getByRole('button', { name: 'All entries' }).click()
    await look('gallery', 'page 1 of 1')
    await command('challenge leaderboard', {})
    await look('leaderboard', 'Leaderboard')
    for (const page of [desktop, phone]) await page.context().close()
  })
})
