import { expect, test } from 'vitest'
import { describeWithChromium } from './chromium.ts'
import { desktop, findBarriers, phone } from './browser.ts'
import { composer, usePage } from './page-fixture.ts'

describeWithChromium()('barriers on the page', () => {
  const startPage = usePage()

  test.each([
    { size: desktop, colors: 'light' },
    { size: desktop, colors: 'dark' },
    { size: phone, colors: 'light' },
    { size: phone, colors: 'dark' },
  ] as const)(
    'axe finds no accessibility violations at $size.width px in $colors',
    async (view) => {
      const fixture = await startPage()
      const page = await fixture.visit(view)
      const duck = {
        name: 'duck.png',
        mimeType: 'image/png',
        buffer: Buffer.from(fixture.pictures.get('duck-1.png') ?? []),
      }
      const escape = (): Promise<void> => page.keyboard.press('Escape')
      const check = async (where: string): Promise<void> => expect(await findBarriers(page), where).toEqual([])

      await check('the channel')
      await composer(page).fill('/')
      await check('the command picker')
      await composer(page).fill('/inpaint ')
      await page.locator('[data-option=picture] input[type=file]').setInputFiles(duck)
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await check('a command with problems')
      await page.getByRole('button', { name: 'Paint a mask over duck.png' }).click()
      await check('the brush over a picture')
      await escape()
      // A mask is no sketch: only the picture can be drawn.
      expect(await page.getByRole('button', { name: 'Draw a sketch' }).count()).toBe(0)
      await page.getByRole('button', { name: 'Remove duck.png' }).click()
      await page.getByRole('button', { name: 'Draw a sketch' }).click()
      await check('the brush on paper')
      await escape()
      await page.getByRole('button', { name: 'Change…' }).click()
      await page.getByRole('button', { name: 'Submit' }).click()
      await check('a modal with problems')
      await escape()
      await page.getByRole('button', { name: /^Open picture 1 of 4/ }).click()
      await check('the lightbox')
      await escape()
      await page.getByRole('combobox', { name: 'Paint it again as …' }).click()
      await check('an open select')
      await escape()
      await page.getByRole('article').first().focus()
      await page.keyboard.press('Enter')
      await check('a message’s menu')
    },
    120_000,
  )
})
