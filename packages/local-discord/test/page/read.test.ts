import { MessageFlags } from 'discord-api-types/v10'
import { expect, test } from 'vitest'
import { describeWithChromium } from './chromium.ts'
import { phone } from './browser.ts'
import { focused, patiently, usePage } from './page-fixture.ts'

describeWithChromium()('reading on the page', () => {
  const startPage = usePage()

  test('the lightbox: arrow keys, alt text, Escape', async () => {
    const page = await (await startPage()).visit()
    await page.getByRole('button', { name: /^Open picture 2 of 4/ }).click()
    await page.getByRole('img', { name: 'A brown duck on a bright blue morning' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('img', { name: 'A pale duck under the moon' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused(page)).toContain('Open picture 2 of 4')
  })

  test('spoilers stay hidden until pressed, visually and for screen readers', async () => {
    const page = await (await startPage()).visit()
    expect(await page.getByText('It finds the rabbit every time.').isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Spoiler: show the text' }).click()
    expect(await page.getByText('It finds the rabbit every time.').isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Spoiler: show picture' }).click()
    await page.getByRole('button', { name: 'Open picture: A pale duck under the moon' }).waitFor()
  })

  test('an ephemeral message is visible to its person only and can be dismissed; the acting person is remembered', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    await page.getByRole('button', { name: /You act as Ada/ }).click()
    await page.getByRole('menuitem', { name: 'Ben' }).click()
    await page.getByRole('button', { name: /You act as Ben/ }).waitFor()
    await page.getByRole('article').first().waitFor()
    expect(await page.getByText('Only you can see this').count()).toBe(0)
    await page.reload()
    await page.getByRole('button', { name: /You act as Ben/ }).click()
    await page.getByRole('menuitem', { name: 'Ada' }).click()
    await page.getByText('Only you can see this').waitFor()
    await page.getByRole('button', { name: 'Dismiss message' }).click()
    await page.getByText('Only you can see this').waitFor({ state: 'detached' })
    const ephemeral = async (): Promise<number> =>
      (await fixture.messages('Ada')).filter(({ flags = 0 }) => (flags & MessageFlags.Ephemeral) !== 0).length
    await expect.poll(ephemeral, patiently).toBe(0)
  })

  test('a message’s menu opens by right click and by keyboard, with commands, picture and text', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    const message = page.getByRole('article').nth(2)
    await message.getByRole('button', { name: /^Open picture 3 of 4/ }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Use this picture' }).click()
    await page.getByRole('group', { name: 'Attached: duck-3.png' }).waitFor()
    await message.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Copy text' }).press('Enter')
    await page.getByText('Copied.').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('four lights of day')
    await message.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Show recipe' }).click()
    const target = (await fixture.messages('Ada'))[2]?.id
    expect(await fixture.received('context')).toMatchObject({ name: 'Show recipe', values: { target } })
  })

  test('a name opens the user commands', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    await page.getByRole('button', { name: 'Ben', exact: true }).first().click()
    await page.getByRole('menuitem', { name: 'Show gallery' }).click()
    const ben = fixture.world.people.find(({ user }) => user.global_name === 'Ben' || user.username === 'Ben')
    expect(await fixture.received('context')).toMatchObject({ name: 'Show gallery', values: { target: ben?.user.id } })
  })

  test('changes above and new messages below move neither the visible text nor the focus', async () => {
    const fixture = await startPage()
    const channel = await fixture.bot.client.channels.fetch(fixture.channelId('general'))
    if (channel === null || !channel.isSendable()) throw new Error('The bot cannot write.')
    await fixture.say('Ben', 'last\n'.repeat(60))
    const own = await channel.send('A message of the bot')
    await fixture.say('Ben', 'Read this')
    await fixture.say('Ben', 'and this\n'.repeat(60))
    const page = await fixture.visit()
    const read = page.getByText('Read this')
    await read.evaluate((element) => element.scrollIntoView())
    await page.getByRole('button', { name: 'Jump to the newest' }).waitFor()
    const article = page.getByRole('article').filter({ hasText: 'Read this' })
    await article.evaluate((element) => element.focus({ preventScroll: true }))
    const before = await read.boundingBox()
    await own.edit('A message of the bot\nthat\ngrew\nlonger')
    await page.getByText('grew').waitFor({ state: 'attached' })
    await fixture.say('Ben', 'Below, unseen')
    await page.getByText('Below, unseen', { exact: true }).waitFor({ state: 'attached' })
    const after = await read.boundingBox()
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 99))).toBeLessThan(2)
    expect(await article.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true)
    expect(await page.getByTestId('announcer').textContent()).toBe('Ben: Below, unseen')
    await page.getByRole('button', { name: 'New messages below' }).click()
    await page.getByRole('button', { name: 'New messages below' }).waitFor({ state: 'detached' })
  })

  test('a lost connection is shown, and missed events appear afterwards', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    const cut: { down: boolean; drop: () => Promise<void> } = { down: false, drop: () => Promise.resolve() }
    await page.routeWebSocket(/\/local\/events/, (socket) => {
      if (cut.down) void socket.close()
      else socket.connectToServer()
      cut.drop = () => socket.close()
    })
    await page.reload()
    await page.getByRole('article').first().waitFor()
    cut.down = true
    await cut.drop()
    await page.getByText('The connection to the local server was lost.').waitFor()
    await fixture.say('Ben', 'While you were out')
    cut.down = false
    await page.getByText('While you were out').first().waitFor()
    await page.getByText('The connection to the local server was lost.').waitFor({ state: 'detached' })
  })

  test('five hundred messages load page by page while scrolling up', async () => {
    const fixture = await startPage()
    for (let index = 1; index <= 500; index += 1) {
      await fixture.say(index % 9 < 5 ? 'Ben' : 'Chidi', `Old message ${index}`, 'playground')
    }
    const page = await fixture.visit()
    await page.getByRole('button', { name: 'playground' }).click()
    await page.getByText('Old message 500', { exact: true }).waitFor()
    await page.getByRole('region', { name: 'Messages in #playground' }).hover()
    expect(await page.getByRole('article').count()).toBeLessThan(200)
    for (let turn = 0; turn < 60 && (await page.getByText('Welcome to #playground').count()) === 0; turn += 1) {
      await page.mouse.wheel(0, -4_000)
      await page.waitForTimeout(60)
    }
    expect(await page.getByRole('article').count()).toBe(500)
    expect(await page.getByText('Old message 1', { exact: true }).count()).toBe(1)
  })

  test('on a phone the channels are a drawer, and nothing is wider than the screen', async () => {
    const page = await (await startPage()).visit({ size: phone })
    expect(await page.getByRole('button', { name: 'random' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Channels and people' }).click()
    await page.getByRole('button', { name: 'random' }).click()
    await page.getByRole('heading', { name: 'random', exact: true }).waitFor()
    expect(await page.getByRole('navigation').isVisible()).toBe(false)
    const wide: number = await page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBeLessThanOrEqual(phone.width)
  })
})
