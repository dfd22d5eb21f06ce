import sharp from 'sharp'
import { expect, test } from 'vitest'
import { describeWithChromium } from './chromium.ts'
import { desktop, phone } from './browser.ts'
import { composer, usePage, type PageFixture } from './page-fixture.ts'

const duck = ({ pictures }: PageFixture) => ({
  name: 'duck.png',
  mimeType: 'image/png',
  buffer: Buffer.from(pictures.get('duck-1.png') ?? []),
})

describeWithChromium()('painting on the page', () => {
  const startPage = usePage()

  test.each([
    { name: 'desktop', size: desktop },
    { name: 'phone', size: phone },
  ])('on a $name, a mask over the attached picture has its size and is white where painted', async ({ size }) => {
    const fixture = await startPage()
    const page = await fixture.visit({ size })
    await composer(page).fill('/inpaint a hat')
    await page.locator('[data-option=picture] input[type=file]').setInputFiles(duck(fixture))
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
    const { values, files } = await fixture.received('command', 4)
    expect(values).toEqual({ picture: 'duck.png', mask: 'mask.png', prompt: 'a hat' })
    const { data, info } = await sharp(files[1]?.bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    expect(info).toMatchObject({ width: 512, height: 512 })
    const at = (x: number, y: number): number | undefined => data[(y * 512 + x) * 4]
    expect([at(256, 128), at(140, 128), at(256, 300), at(20, 128)]).toEqual([255, 255, 0, 0])
    expect(new Set(data)).toEqual(new Set([0, 255]))
  })

  test('a mask cannot be drawn as a sketch, in no language', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    await page.getByRole('button', { name: 'Language of the bot' }).click()
    await page.getByRole('menuitem', { name: 'Français' }).click()
    await composer(page).fill('/inpaint ')
    await page.getByRole('group', { name: 'masque' }).waitFor()
    await page.getByRole('button', { name: 'Draw a sketch' }).waitFor()
    await page.locator('[data-option=picture] input[type=file]').setInputFiles(duck(fixture))
    await page.getByRole('button', { name: 'Paint a mask over duck.png' }).waitFor()
    expect(await page.getByRole('button', { name: 'Draw a sketch' }).count()).toBe(0)
  })

  test('regions, undo and invert need no pointer', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    await composer(page).fill('/inpaint ')
    await page.locator('[data-option=picture] input[type=file]').setInputFiles(duck(fixture))
    await page.getByRole('button', { name: 'Paint a mask over duck.png' }).click()
    for (const name of ['Left half', 'Top half', 'Undo', 'Invert']) {
      await page.getByRole('button', { name }).press('Enter')
    }
    await page.getByRole('button', { name: 'Attach mask' }).press('Enter')
    await page.getByRole('group', { name: 'Attached: mask.png' }).waitFor()
    await page.keyboard.type('a hat')
    await page.keyboard.press('Enter')
    const { files } = await fixture.received('command', 4)
    const data = await sharp(files[1]?.bytes).extractChannel(0).raw().toBuffer()
    const row = data.subarray(100 * 512, 101 * 512)
    expect([new Set(row.subarray(0, 256)), new Set(row.subarray(256))]).toEqual([new Set([0]), new Set([255])])
  })

  test('a sketch can be filled by pointer, drawn by keyboard, and attached to a message', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    await page.getByRole('button', { name: 'Attach', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Draw a sketch' }).click()
    const canvas = page.getByRole('application', { name: 'Sketch' })
    await page.getByRole('radio', { name: 'Blue', exact: true }).click()
    await page.getByRole('radio', { name: 'Fill' }).click()
    await canvas.click()
    await page.getByRole('radio', { name: 'Red' }).click()
    await canvas.press('b')
    for (const key of ['ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight']) await canvas.press(key)
    await page.getByRole('button', { name: 'Attach sketch' }).click()
    await page.getByRole('group', { name: 'Attached: sketch.png' }).waitFor()
    await composer(page).press('Enter')
    await page.getByRole('group', { name: 'Attached: sketch.png' }).waitFor({ state: 'detached' })
    const url = (await fixture.messages('Ben')).at(-1)?.attachments[0]?.url
    const picture = sharp(Buffer.from(await (await fetch(url ?? '')).arrayBuffer()))
    const data = await picture.removeAlpha().raw().toBuffer()
    const at = (x: number, y: number): readonly number[] => [...data.subarray((y * 512 + x) * 3, (y * 512 + x) * 3 + 3)]
    expect(at(5, 5)).toEqual([0x2b, 0x62, 0xc9])
    expect(at(270, 266)).toEqual([0xd6, 0x28, 0x28])
  })

  test('a mask over a picture of the channel is attached together with it, each to its option', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    await page.getByRole('button', { name: /^Open picture 3 of 4/ }).click()
    await page.getByRole('button', { name: 'Paint a mask over it' }).click()
    await page.getByRole('button', { name: 'Border' }).click()
    await page.getByRole('button', { name: 'Attach mask' }).click()
    await page.getByRole('group', { name: 'Attached: mask.png' }).waitFor()
    await composer(page).fill('/inpaint snow')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const { values } = await fixture.received('command', 4)
    expect(values).toEqual({ picture: 'duck-3.png', mask: 'mask.png', prompt: 'snow' })
  })
})
