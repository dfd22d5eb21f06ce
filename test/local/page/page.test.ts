import sharp from 'sharp'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { MessageFlags } from 'discord-api-types/v10'
import type { LocalInteraction, LocalMessage } from '#src/local/page-protocol.ts'
import { requires } from '#test/requirement.ts'
import { desktop, findBarriers, launch, open, phone } from './browser.ts'
import { startFake, type FakeServer } from './fake-server.ts'
import * as studio from './studio.ts'

const reason = 'The application did not respond'
const longHistory = Array.from({ length: 500 }, (_, index) =>
  studio.message(
    { author: index % 9 < 5 ? studio.ben : studio.mia, content: `Old message ${index + 1}` },
    10_000 - index,
  ),
)

requires('chromium')('the page, before a scripted server', () => {
  let browser: Browser
  let fake: FakeServer
  let messages: readonly LocalMessage[]
  let pictures: ReadonlyMap<string, Uint8Array>
  const pages: Page[] = []

  const onInteraction = (interaction: LocalInteraction, _files: readonly File[], server: FakeServer): void => {
    const { nonce, channelId } = interaction
    if (interaction.kind === 'autocomplete') {
      const choices = [
        { name: 'duckling (embedded)', value: 'duckling' },
        { name: 'IF-I-XL', value: 'xl' },
      ]
      server.emit({ type: 'choices', nonce, choices })
    } else if (interaction.kind === 'component' && interaction.customId === 'edit') {
      server.emit({ type: 'modal', nonce, modalId: 'm1', modal: studio.changeModal })
    } else if (interaction.kind === 'component' && interaction.customId === 'upscale') {
      server.emit({ type: 'interaction-failed', nonce, reason })
    } else if (interaction.kind === 'command' && interaction.commandId === '4005') {
      server.emit({ type: 'interaction-failed', nonce, reason })
    } else {
      server.emit({ type: 'interaction-done', nonce })
      if (interaction.kind !== 'command') return
      const part = { author: studio.bot, ...studio.answering(studio.ada, 'generate') }
      const message = studio.message({ ...part, loading: true })
      server.emit({ type: 'message', channelId, message })
    }
  }

  beforeAll(async () => {
    browser = await launch()
    pictures = await studio.drawPictures()
    fake = await startFake({
      world: studio.world,
      messages: (channelId, as) => {
        if (channelId === studio.longChannel) return longHistory
        if (channelId !== studio.studioChannel) return []
        return messages.filter((one) => as === studio.ada.id || ((one.flags ?? 0) & MessageFlags.Ephemeral) === 0)
      },
      pictures,
      onInteraction,
      onMessage: (channelId, as, content) =>
        studio.message({ author: as === studio.ben.id ? studio.ben : studio.ada, content, channel_id: channelId }),
    })
    messages = studio.studioMessages(fake.url)
  })
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close()
    fake.received.interactions.length = 0
    fake.up()
  })
  afterAll(async () => {
    await browser.close()
    await fake.close()
  })

  const visit = async (view: Parameters<typeof open>[2] = {}): Promise<Page> => {
    const page = await open(browser, fake.url, view)
    pages.push(page)
    await page.getByRole('article').first().waitFor()
    return page
  }
  const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Write to #studio' })
  const interaction = async (count = 1): Promise<LocalInteraction> => {
    await expect.poll(() => fake.received.interactions.length).toBeGreaterThanOrEqual(count)
    const last = fake.received.interactions[count - 1]
    if (last === undefined) throw new Error('Nothing reached the server.')
    return last.interaction
  }
  const duck = () => ({
    name: 'duck.png',
    mimeType: 'image/png',
    buffer: Buffer.from(pictures.get('/files/duck-1.png') ?? []),
  })
  const focused = (page: Page): Promise<string> =>
    page.evaluate(`document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''`)

  test('a command by keyboard alone: filter, take, fill, choose, send', async () => {
    const page = await visit()
    await composer(page).focus()
    await page.keyboard.type('/gen')
    await expect.poll(() => page.getByRole('option').allTextContents()).toEqual(['/generatePaint a picture from words'])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('This option is required.').waitFor()
    await page.keyboard.type('a duck')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'steps' }).press('Enter')
    await page.keyboard.type('200')
    await page.keyboard.press('Enter')
    await page.getByText('Write a number from 1 to 100.').waitFor()
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    expect(await interaction()).toMatchObject({
      kind: 'command',
      as: studio.ada.id,
      commandId: '4001',
      options: [
        { name: 'prompt', value: 'a duck' },
        { name: 'steps', value: 20 },
      ],
    })
    await page.getByText('Duckrabbit is thinking…').last().waitFor()
    expect(await focused(page)).toBe('Write to #studio')
  })

  test('choices and autocomplete', async () => {
    const page = await visit()
    await composer(page).fill('/generate a duck')
    await page.getByRole('button', { name: '+4 more options' }).click()
    await page.getByRole('menuitem', { name: 'style' }).click()
    await page.keyboard.type('ink')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '+3 more options' }).click()
    await page.getByRole('menuitem', { name: 'model' }).click()
    await page.keyboard.type('xl')
    await page.getByRole('option', { name: 'IF-I-XL' }).click()
    await page.keyboard.press('Enter')
    const asked = fake.received.interactions.filter((one) => one.interaction.kind === 'autocomplete')
    expect(asked.at(-1)?.interaction).toMatchObject({
      focused: 'model',
      options: [
        { name: 'prompt', value: 'a duck' },
        { name: 'style', value: 'ink' },
        { name: 'model', value: 'xl' },
      ],
    })
    await expect
      .poll(() => fake.received.interactions.at(-1)?.interaction)
      .toMatchObject({
        kind: 'command',
        options: [
          { name: 'prompt', value: 'a duck' },
          { name: 'style', value: 'ink' },
          { name: 'model', value: 'xl' },
        ],
      })
  })

  test.each([
    { name: 'desktop', size: desktop },
    { name: 'phone', size: phone },
  ])(
    'on a $name, a mask painted over the attached picture has its size and is white where painted',
    async ({ size }) => {
      const page = await visit({ size })
      await composer(page).fill('/inpaint a hat')
      await page.locator('[data-option=picture] input[type=file]').setInputFiles(duck())
      await page.getByRole('button', { name: 'Paint a mask over duck.png' }).click()
      const canvas = page.getByRole('application', { name: 'Mask over the picture' })
      const box = await canvas.boundingBox()
      if (box === null) throw new Error('The canvas is not to be seen.')
      await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.25)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.25, { steps: 6 })
      await page.mouse.up()
      await page.getByRole('button', { name: 'Attach mask' }).click()
      await page.getByRole('group', { name: 'Attached: mask.png' }).waitFor()
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await interaction()
      const sent = fake.received.interactions[0]
      expect(sent?.files.map(({ name }) => name)).toEqual(['duck.png', 'mask.png'])
      const mask = sharp(Buffer.from((await sent?.files[1]?.arrayBuffer()) ?? new ArrayBuffer()))
      const { data, info } = await mask.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
      expect(info).toMatchObject({ width: 512, height: 512 })
      const at = (x: number, y: number): number | undefined => data[(y * 512 + x) * 4]
      expect([at(256, 128), at(140, 128), at(256, 300), at(20, 128)]).toEqual([255, 255, 0, 0])
      expect(new Set(data)).toEqual(new Set([0, 255]))
    },
  )

  test('regions, undo and invert need no pointer', async () => {
    const page = await visit()
    await composer(page).fill('/inpaint ')
    await page.locator('[data-option=picture] input[type=file]').setInputFiles(duck())
    await page.getByRole('button', { name: 'Paint a mask over duck.png' }).click()
    for (const name of ['Left half', 'Top half', 'Undo', 'Invert'])
      await page.getByRole('button', { name }).press('Enter')
    await page.getByRole('button', { name: 'Attach mask' }).press('Enter')
    await page.keyboard.type('a hat')
    await page.keyboard.press('Enter')
    await interaction()
    const file = fake.received.interactions[0]?.files[1]
    const mask = sharp(Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer()))
    const data = await mask.extractChannel(0).raw().toBuffer()
    const row = data.subarray(100 * 512, 101 * 512)
    expect([new Set(row.subarray(0, 256)), new Set(row.subarray(256))]).toEqual([new Set([0]), new Set([255])])
  })

  test('a sketch is drawn, filled, and attached to a message', async () => {
    const page = await visit()
    await page.getByRole('button', { name: 'Attach', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Draw a sketch' }).click()
    await page.getByRole('radio', { name: 'Blue', exact: true }).click()
    await page.getByRole('radio', { name: 'Fill' }).click()
    await page.getByRole('application', { name: 'Sketch' }).click()
    await page.keyboard.press('e')
    await page.getByRole('application', { name: 'Sketch' }).press('Space')
    await page.getByRole('button', { name: 'Attach sketch' }).click()
    await page.getByRole('group', { name: 'Attached: sketch.png' }).waitFor()
    await composer(page).press('Enter')
    await page.getByRole('group', { name: 'Attached: sketch.png' }).waitFor({ state: 'detached' })
  })

  test('files are dropped, pasted and removed; a command takes what was attached before', async () => {
    const page = await visit()
    const give = (event: string, name: string): Promise<void> =>
      page.evaluate(`(() => {
        const data = new DataTransfer()
        data.items.add(new File(['x'], ${JSON.stringify(name)}, { type: 'image/png' }))
        const init = { bubbles: true, cancelable: true, ${event === 'drop' ? 'dataTransfer' : 'clipboardData'}: data }
        const made = ${event === 'drop' ? "new DragEvent('drop', init)" : "new ClipboardEvent('paste', init)"}
        document.querySelector('.composer').dispatchEvent(made)
      })()`)
    await give('drop', 'one.png')
    await give('paste', 'two.png')
    await page.getByRole('button', { name: 'Remove two.png' }).click()
    await composer(page).fill('/edit ')
    await page.getByRole('group', { name: 'picture' }).getByText('one.png').waitFor()
    expect(await page.getByText('two.png').count()).toBe(0)
  })

  test('a modal: problems where they are, then sent as filled; it closes when the bot has it', async () => {
    const page = await visit()
    const edit = page.getByRole('button', { name: 'Change…' })
    await edit.click()
    const dialog = page.getByRole('dialog', { name: 'Change the picture' })
    await dialog.getByRole('button', { name: 'Submit' }).click()
    await dialog.getByText('This field is required.').waitFor()
    expect(await dialog.getByRole('textbox', { name: 'Prompt' }).getAttribute('aria-invalid')).toBe('true')
    await page.keyboard.type('a rabbit in snow')
    await dialog.getByRole('radio', { name: 'Ink drawing' }).check()
    await dialog.getByRole('button', { name: 'Paint a mask over …' }).click()
    await page.getByRole('menuitem', { name: /picture 2/ }).click()
    await page.getByRole('button', { name: 'Centre' }).click()
    await page.getByRole('button', { name: 'Attach mask' }).click()
    await dialog.getByRole('checkbox', { name: 'Keep the seed' }).uncheck()
    await dialog.getByRole('button', { name: 'Submit' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await interaction(2)).toMatchObject({
      kind: 'modal',
      modalId: 'm1',
      fields: [
        { customId: 'prompt', value: 'a rabbit in snow' },
        { customId: 'style', values: ['ink'] },
        { customId: 'mask', files: [0] },
        { customId: 'seed', value: false },
      ],
    })
    expect(fake.received.interactions[1]?.files.map(({ name }) => name)).toEqual(['mask.png'])
    expect(await edit.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true)
  })

  test('Escape closes a modal and gives the focus back', async () => {
    const page = await visit()
    await page.getByRole('button', { name: 'Change…' }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused(page)).toContain('Change…')
  })

  test('buttons and selects say which, and what was chosen; a failure is told where it was', async () => {
    const page = await visit()
    await page.getByRole('button', { name: 'Reroll' }).click()
    expect(await interaction()).toMatchObject({ kind: 'component', customId: 'reroll', messageId: messages[2]?.id })
    await page.getByRole('combobox', { name: 'Paint it again as …' }).press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await interaction(2)).toMatchObject({ customId: 'style', values: ['water'] })
    await page.getByRole('button', { name: 'Upscale' }).click()
    await page.getByText(`This interaction failed (Upscale): ${reason}`).waitFor()
    await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
    await page.getByText('This interaction failed').waitFor({ state: 'detached' })
    await composer(page).fill('/ping ')
    await page.getByRole('button', { name: 'Send', exact: true }).press('Enter')
    await page.getByRole('alert').getByText(reason).waitFor()
  })

  test('the lightbox: arrows, what the picture shows, Escape', async () => {
    const page = await visit()
    await page.getByRole('button', { name: /^Open picture 2 of 4/ }).click()
    await page.getByRole('img', { name: 'A brown duck on a bright blue morning' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('img', { name: 'A pale duck under the moon' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused(page)).toContain('Open picture 2 of 4')
  })

  test('spoilers stay covered until pressed, for eyes and for screen readers', async () => {
    const page = await visit()
    expect(await page.getByText('It finds the rabbit every time.').isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Spoiler: show the text' }).click()
    expect(await page.getByText('It finds the rabbit every time.').isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Spoiler: show picture' }).click()
    await page.getByRole('button', { name: 'Open picture: A pale duck under the moon' }).waitFor()
  })

  test('an ephemeral message is its person’s alone and can be dismissed', async () => {
    const page = await visit()
    await page.getByRole('button', { name: /You act as Ada/ }).click()
    await page.getByRole('menuitem', { name: 'Ben' }).click()
    await page.getByRole('button', { name: /You act as Ben/ }).waitFor()
    await page.getByRole('article').first().waitFor()
    expect(await page.getByText('Only you can see this').count()).toBe(0)
    await page.reload()
    await page.getByRole('button', { name: /You act as Ben/ }).waitFor()
    await page.getByRole('button', { name: /You act as Ben/ }).click()
    await page.getByRole('menuitem', { name: 'Ada' }).click()
    await page.getByText('Only you can see this').waitFor()
    await page.getByRole('button', { name: 'Dismiss message' }).click()
    await page.getByText('Only you can see this').waitFor({ state: 'detached' })
    await expect.poll(() => fake.received.dismissed).toEqual([messages.at(-1)?.id])
  })

  test('a message’s menu by right click and by key: its commands, its picture, its text', async () => {
    const page = await visit()
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
    expect(await interaction()).toMatchObject({ commandId: '4006', targetId: messages[2]?.id })
  })

  test('a name opens the user commands', async () => {
    const page = await visit()
    await page.getByRole('button', { name: 'Ben', exact: true }).first().click()
    await page.getByRole('menuitem', { name: 'Show gallery' }).click()
    expect(await interaction()).toMatchObject({ commandId: '4008', targetId: studio.ben.id })
  })

  test('an edit moves neither what is read nor the focus', async () => {
    const page = await visit()
    const scroller = page.getByRole('region', { name: 'Messages in #studio' })
    await scroller.evaluate((element) => element.scrollTo(0, 340))
    const reroll = page.getByRole('button', { name: 'Reroll' })
    await reroll.evaluate((element) => element.focus({ preventScroll: true }))
    await page.waitForTimeout(50)
    const before = await page.getByText('A duck on still water, four lights of day').boundingBox()
    const first = messages[0]
    const answer = messages[2]
    if (first === undefined || answer === undefined) throw new Error('The studio is empty.')
    const event = (message: LocalMessage) =>
      fake.emit({ type: 'message-edited', channelId: studio.studioChannel, message })
    event({ ...first, content: 'Morning!\nA\nmuch\nlonger\nmessage' })
    event({ ...answer, edited_timestamp: new Date().toISOString() })
    fake.emit({
      type: 'message',
      channelId: studio.studioChannel,
      message: studio.message({ author: studio.ben, content: 'Below, unseen' }),
    })
    await page.getByText('Below, unseen', { exact: true }).waitFor({ state: 'attached' })
    const after = await page.getByText('A duck on still water, four lights of day').boundingBox()
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 99))).toBeLessThan(2)
    expect(await reroll.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true)
    expect(await page.getByTestId('announcer').textContent()).toContain('Ben: Below, unseen')
  })

  test('a lost connection is told, and what happened meanwhile is there afterwards', async () => {
    const page = await visit()
    fake.down()
    await page.getByText('The connection to the local server is lost.').waitFor()
    const missed = studio.message({ author: studio.mia, content: 'While you were out' })
    messages = [...messages, missed]
    fake.up()
    await page.getByText('While you were out').first().waitFor()
    await page.getByText('The connection to the local server is lost.').waitFor({ state: 'detached' })
  })

  test('five hundred messages come page by page as one scrolls up, without a jump', async () => {
    const page = await visit()
    await page.getByRole('button', { name: 'archive' }).click()
    await page.getByText('Old message 500', { exact: true }).waitFor()
    const scroller = page.getByRole('region', { name: 'Messages in #archive' })
    await scroller.hover()
    let seen = await page.getByRole('article').count()
    expect(seen).toBeLessThan(200)
    for (let turn = 0; turn < 40 && (await page.getByText('Welcome to #archive').count()) === 0; turn += 1) {
      await page.mouse.wheel(0, -4000)
      await page.waitForTimeout(60)
    }
    seen = await page.getByRole('article').count()
    expect(seen).toBe(500)
    expect(await page.getByText('Old message 1', { exact: true }).count()).toBe(1)
  })

  test('on a phone the channels are a drawer', async () => {
    const page = await visit({ size: phone })
    expect(await page.getByRole('button', { name: 'archive' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Channels and people' }).click()
    await page.getByRole('button', { name: 'archive' }).click()
    await page.getByRole('heading', { name: 'archive', exact: true }).waitFor()
    expect(await page.getByRole('navigation').isVisible()).toBe(false)
    const wide: number = await page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBeLessThanOrEqual(phone.width)
  })

  test.each([
    { size: desktop, colors: 'light' },
    { size: desktop, colors: 'dark' },
    { size: phone, colors: 'light' },
    { size: phone, colors: 'dark' },
  ] as const)(
    'axe finds no barrier at $size.width px in $colors',
    async (view) => {
      const page = await visit(view)
      const states: readonly (readonly [string, () => Promise<void>])[] = [
        ['channel', async () => undefined],
        ['picker', () => composer(page).fill('/')],
        [
          'command',
          async () => {
            await composer(page).fill('/inpaint ')
            await page.locator('[data-option=picture] input[type=file]').setInputFiles(duck())
            await page.getByRole('button', { name: 'Send', exact: true }).click()
          },
        ],
        ['brush', () => page.getByRole('button', { name: 'Paint a mask over duck.png' }).click()],
        [
          'modal',
          async () => {
            await page.keyboard.press('Escape')
            await page.getByRole('button', { name: 'Change…' }).click()
            await page.getByRole('button', { name: 'Submit' }).click()
          },
        ],
        [
          'lightbox',
          async () => {
            await page.keyboard.press('Escape')
            await page.getByRole('button', { name: /^Open picture 1 of 4/ }).click()
          },
        ],
        [
          'menu',
          async () => {
            await page.keyboard.press('Escape')
            await page.getByRole('article').first().focus()
            await page.keyboard.press('Enter')
          },
        ],
      ]
      for (const [name, go] of states) {
        await go()
        expect(await findBarriers(page), name).toEqual([])
      }
    },
    60_000,
  )
})
