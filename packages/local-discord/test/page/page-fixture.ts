import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import type { LocalMessage, World } from '#src/page-protocol.ts'
import { createLocalDiscord, type LocalDiscord } from '#src/server.ts'
import { testClock, type TestClock } from '#src/testing/index.ts'
import { launch, open, type View } from './browser.ts'
import { startSampleBot, type ReceivedInteraction, type SampleBot } from './sample-bot.ts'
import { drawPictures } from './pictures.ts'

/** A local Discord with the sample server, its bot, and a history of messages. */
export interface PageFixture {
  readonly local: LocalDiscord
  readonly clock: TestClock
  readonly bot: SampleBot
  readonly world: World
  readonly pictures: ReadonlyMap<string, Uint8Array>
  /** Opens the page in a browser of its own and waits for the first message. */
  visit(view?: View): Promise<Page>
  /** A person writes, by default in #general. */
  say(person: string, content: string, channel?: string): Promise<LocalMessage>
  /** A person uses a command without options. */
  use(person: string, command: string, options?: Readonly<Record<string, string>>): Promise<void>
  /** The next interaction of a kind that the bot receives or has received. */
  received(kind: ReceivedInteraction['kind'], count?: number): Promise<ReceivedInteraction>
  /** The messages of #general as a person sees them. */
  messages(person: string): Promise<readonly LocalMessage[]>
  channelId(name: string): string
}

/** How long to wait for what is under way. */
export const patiently = { timeout: 30_000 }

/** A fixture for each test, with a scene on it, and one browser for the file. */
export function usePage(): () => Promise<PageFixture> {
  // A browser among many tests on a small machine takes its time; what is slow is no failure.
  vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })
  let browser: Browser
  let pictures: ReadonlyMap<string, Uint8Array>
  const pages: Page[] = []
  const fixtures: PageFixture[] = []
  beforeAll(async () => {
    browser = await launch()
    pictures = await drawPictures()
  })
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close()
    for (const { bot, local } of fixtures.splice(0)) {
      await bot.client.destroy()
      await local.close()
      expect(bot.errors).toEqual([])
    }
  })
  afterAll(() => browser.close())
  return async () => {
    const fixture = await startPage(pictures, async (url, view) => {
      const page = await open(browser, url, view)
      pages.push(page)
      return page
    })
    fixtures.push(fixture)
    await fixture.say('Ben', 'Morning! Has anybody tried the **new sampler** yet?')
    await fixture.say('Ada', 'Only with anagrams. ||It finds the rabbit every time.||')
    await fixture.use('Ada', 'generate', { prompt: 'a duck' })
    await fixture.use('Ben', 'show')
    await fixture.use('Ada', 'recipe')
    return fixture
  }
}

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Write to #general' })

/** What has the focus, by its label or text. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(`document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''`)

async function startPage(
  pictures: ReadonlyMap<string, Uint8Array>,
  openPage: (url: string, view?: View) => Promise<Page>,
): Promise<PageFixture> {
  const clock = testClock(Date.now())
  const wide = { requests: 1_000_000, per: 1_000 }
  const local = await createLocalDiscord({ clock, rateLimits: { global: wide, rate: () => wide } })
  const bot = await startSampleBot(local, pictures)
  const ask = async <Answer>(path: string, body?: unknown): Promise<Answer> => {
    const form = new FormData()
    form.set('payload_json', JSON.stringify(body))
    const url = new URL(`/local/${path}`, local.pageUrl)
    const response = await fetch(url, body === undefined ? {} : { method: 'POST', body: form })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Answer
  }
  const world = await ask<World>('world')
  const personId = (name: string): string =>
    named(world.people, ({ user }) => user.global_name ?? user.username, name).id
  const channelId = (name: string): string => named(world.channels, (channel) => channel.name, name).id
  const messages = (name: string): Promise<readonly LocalMessage[]> =>
    ask(`channels/${channelId('general')}/messages?limit=100&as=${personId(name)}`)

  return {
    local,
    clock,
    bot,
    world,
    pictures,
    messages,
    channelId,
    async visit(view) {
      const page = await openPage(local.pageUrl, view)
      await page.getByRole('article').first().waitFor()
      return page
    },
    say: (name, content, channel = 'general') =>
      ask(`channels/${channelId(channel)}/messages`, { as: personId(name), content }),
    async use(name, command, options = {}) {
      const before = (await messages(name)).length
      await ask('interactions', {
        kind: 'command',
        as: personId(name),
        channelId: channelId('general'),
        nonce: `${name} ${command}`,
        commandId: named(world.commands, (one) => one.name, command).id,
        options: Object.entries(options).map(([option, value]) => ({ name: option, value })),
      })
      await expect
        .poll(
          async () => (await messages(name)).slice(before).filter(({ loading }) => loading !== true).length,
          patiently,
        )
        .toBe(1)
    },
    async received(kind, count = 1) {
      const ofKind = (): ReceivedInteraction[] => bot.received.filter((one) => one.kind === kind)
      await expect.poll(() => ofKind().length, patiently).toBeGreaterThanOrEqual(count)
      const found = ofKind()[count - 1]
      if (found === undefined) throw new Error(`The bot received no ${kind}.`)
      return found
    },
  }
}

function named<Item>(items: readonly Item[], name: (item: Item) => string, wanted: string): Item {
  const found = items.find((item) => name(item) === wanted)
  if (found === undefined) throw new Error(`There is no ${wanted}.`)
  return found
}
