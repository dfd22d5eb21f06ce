import { chromium, type Browser, type Page } from 'playwright-core'
import { locate } from '#test/requirement.ts'

/** Starts the browser of this machine without a window. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: locate('chromium') ?? 'chromium', args: ['--no-sandbox'] })
}

/** A page as one person has it open, without animations. An error in the page fails the test. */
export async function open(
  browser: Browser,
  url: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto(url)
  return page
}
