import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { chromium, type Browser, type Page } from 'playwright-core'
import { chromiumPath } from './chromium.ts'

export const desktop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }

/** Starts the browser of this machine, unseen. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath ?? 'chromium', args: ['--no-sandbox'] })
}

export interface View {
  readonly size?: { readonly width: number; readonly height: number }
  readonly colors?: 'light' | 'dark'
}

/** A page as one person has it open, still in its movements; anything it complains of fails the test. */
export async function open(
  browser: Browser,
  url: string,
  { size = desktop, colors = 'light' }: View = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: colors,
    reducedMotion: 'reduce',
    hasTouch: size.width < 600,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  page.setDefaultTimeout(30_000)
  await page.goto(url)
  return page
}

interface Finding {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds wrong with the page as it stands: WCAG 2.2 A and AA, and good practice. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  // Through the debugger, since the page's own policy lets no foreign script in.
  await page.evaluate(await axeSource)
  const found: readonly Finding[] = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => r.violations)`,
  )
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  )
}
