import { expect, test } from 'vitest'
import { describeWithChromium } from './chromium.ts'
import { desktop, phone } from './browser.ts'
import { composer, focused, usePage } from './page-fixture.ts'

/** WCAG 2.2, target size: at least 24 by 24 px, except inside a sentence. */
const smallTargets = `[...document.querySelectorAll('button, a[href], input, textarea, select')]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .filter((element) => element.closest('.visually-hidden, .skip-link, .markdown') === null)
  .map((element) => [element, element.getBoundingClientRect()])
  .filter(([element, { width, height }]) => width > 2 && (width < 24 || height < 24))
  .map(([element, { width, height }]) =>
    (element.getAttribute('aria-label') ?? element.textContent) + ' ' + Math.round(width) + ' x ' + Math.round(height))`

describeWithChromium()('the page without a mouse, or with a shaky hand', () => {
  const startPage = usePage()

  test('the first Tab offers to skip to the message field', async () => {
    const page = await (await startPage()).visit()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Skip to the message field')
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('Write to #general')
  })

  test.each([desktop, phone])('no target is smaller than 24 px at $width px', async (size) => {
    const page = await (await startPage()).visit({ size })
    expect(await page.evaluate(smallTargets)).toEqual([])
    await composer(page).fill('/generate a duck')
    expect(await page.evaluate(smallTargets)).toEqual([])
  })

  test('Enter waits for pending suggestions, and sends nothing', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    await composer(page).fill('/generate a duck')
    await page.getByRole('button', { name: /more options/ }).click()
    await page.getByRole('menuitem', { name: /^model/ }).click()
    const commands = (): number => fixture.bot.received.filter(({ kind }) => kind === 'command').length
    const before = commands()
    await page.keyboard.type('x')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'IF-I-XL' }).waitFor()
    expect(commands()).toBe(before)
    expect(await page.getByRole('combobox', { name: 'model' }).inputValue()).toBe('x')
  })
})
