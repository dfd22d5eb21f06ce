import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'

/** Someone who writes commands on the page, as a person does: by typing, choosing and pressing. */
export function pagePerson(page: Page, shots: string | undefined) {
  const composer = page.getByRole('textbox', { name: 'Write to #pictures' })
  return {
    /** Begins a command; `text` goes into its first option that takes words. */
    async command(name: string, text: string): Promise<void> {
      await composer.fill(`/${name} ${text}`)
      await page.getByRole('group', { name: `Command ${name}` }).waitFor()
    },
    /** Opens an option that is not on show. */
    async show(option: string): Promise<void> {
      await page.getByRole('button', { name: /more options?$/ }).click()
      // An entry's name goes on with what the option means.
      await page
        .getByRole('menuitem', { name: new RegExp(`^${option}`) })
        .first()
        .click()
    },
    /** Fills in an option that is on show. */
    async fill(option: string, text: string): Promise<void> {
      const field = page.getByLabel(option, { exact: true }).and(page.locator('input, textarea'))
      await field.fill(text)
      // Where there is a list, its first fitting entry is taken.
      if ((await field.getAttribute('role')) === 'combobox') await field.press('Enter')
    },
    /** Sends the command; resolves when the bot's answer stands in the channel. */
    async send(): Promise<void> {
      const answers = page.getByRole('article')
      const before = await answers.count()
      await page.getByRole('button', { name: 'Send' }).click()
      await answers.nth(before).waitFor()
    },
    /** The newest message, once it has this button; a picture may take its time. */
    async newest(button: string): Promise<Locator> {
      const message = page.getByRole('article').last()
      await message.getByRole('button', { name: button, exact: true }).waitFor({ timeout: 8 * 60_000 })
      return message
    },
    /** Keeps what is to be seen now, where screenshots are wanted. */
    async shoot(name: string, message?: Locator): Promise<void> {
      if (shots === undefined) return
      await message?.evaluate((element) => element.scrollIntoView({ block: 'end' }))
      await page.mouse.move(0, 0)
      // Pictures load only when they come into view, and the others never do.
      await page.waitForFunction(() => {
        const inView = [...document.images].filter((image) => {
          const { top, bottom, width } = image.getBoundingClientRect()
          return width > 0 && bottom > 0 && top < innerHeight
        })
        return inView.every(({ complete, naturalWidth }) => complete && naturalWidth > 0)
      })
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
      await page.screenshot({ path: join(shots, `${name}.png`) })
    },
  }
}
