import { expect, test } from 'vitest'
import { describeWithChromium } from './chromium.ts'
import { composer, focused, patiently, usePage } from './page-fixture.ts'

describeWithChromium()('writing on the page', () => {
  const startPage = usePage()

  test('a command by keyboard: filter, select, fill in, choose, send', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    await composer(page).focus()
    await page.keyboard.type('/gen')
    await expect
      .poll(() => page.getByRole('option').allTextContents(), patiently)
      .toEqual(['/generatePaint a picture from words'])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('This option is required.').waitFor()
    await page.keyboard.type('wait for me')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'steps' }).press('Enter')
    await page.keyboard.type('200')
    await page.keyboard.press('Enter')
    await page.getByText('Write a number from 1 to 100.').waitFor()
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    const { by, values } = await fixture.received('command', 4)
    expect([by, values]).toEqual(['Ada', { prompt: 'wait for me', steps: 20 }])
    await page.getByText(/is thinking…$/).waitFor()
    expect(await focused(page)).toBe('Write to #general')
  })

  test('choices and autocomplete', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
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
    const values = { prompt: 'a duck', style: 'ink', model: 'xl' }
    expect((await fixture.received('command', 4)).values).toEqual(values)
    expect(fixture.bot.received.findLast(({ kind }) => kind === 'autocomplete')?.values).toEqual(values)
  })

  test('plain text in a server is met with a hint: the bot reads commands and mentions', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    const hint = page.getByText('does not read messages here. Type / for its commands.')
    await composer(page).fill('draw me a duck')
    await hint.waitFor()
    await composer(page).fill(`<@${fixture.world.bot.id}> draw me a duck`)
    await hint.waitFor({ state: 'hidden' })
    await composer(page).fill('/gen')
    expect(await hint.count()).toBe(0)
  })

  test('the typed name of the bot becomes a mention', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    const { id, global_name, username } = fixture.world.bot
    const hint = page.getByText('does not read messages here. Type / for its commands.')
    await composer(page).fill('draw me a duck')
    await hint.waitFor()
    await composer(page).fill(`@${(global_name ?? username).toLowerCase()} draw me a duck`)
    await hint.waitFor({ state: 'hidden' })
    await page.keyboard.press('Enter')
    await page.getByRole('article').last().getByText('draw me a duck').waitFor()
    expect((await fixture.messages('Ben')).at(-1)).toMatchObject({ content: `<@${id}> draw me a duck` })
  })

  test('a sent message scrolls the page to the end', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    await page.getByRole('region', { name: 'Messages in #general' }).evaluate((element) => element.scrollTo(0, 0))
    await page.getByRole('button', { name: 'Jump to the newest' }).waitFor()
    await page.getByRole('region', { name: 'Messages in #general' }).focus()
    await page.keyboard.type('/')
    expect(await focused(page)).toBe('Write to #general')
    await composer(page).fill('What a **duck**')
    await page.keyboard.press('Enter')
    await page.getByRole('article').last().getByText('What a duck').waitFor()
    await page.getByRole('button', { name: 'Jump to the newest' }).waitFor({ state: 'detached' })
    expect((await fixture.messages('Ben')).at(-1)).toMatchObject({ content: 'What a **duck**' })
  })

  test('files can be dropped, pasted and removed; a command uses files that were attached before', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    const give = (event: 'drop' | 'paste', name: string): Promise<void> =>
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

  test('a modal shows problems at their fields, sends its values, and closes when the bot has accepted it', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
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
    const { values, files } = await fixture.received('modal')
    expect(values).toEqual({ prompt: 'a rabbit in snow', style: 'ink', seed: false })
    expect(files.map(({ name }) => name)).toEqual(['mask.png'])
    expect(await edit.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true)
  })

  test('Escape closes one layer at a time and restores the focus', async () => {
    const page = await (await startPage()).visit()
    await page.getByRole('button', { name: 'Change…' }).click()
    await page.getByRole('dialog').waitFor()
    await page.getByRole('button', { name: 'Paint a mask over …' }).click()
    await page.getByRole('menuitem').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('menuitem').first().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Paint a mask over …' }).click()
    await page.getByRole('menuitem').first().click()
    await page.getByRole('dialog', { name: /^Paint a mask over/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: /^Paint a mask over/ }).waitFor({ state: 'detached' })
    expect(await focused(page)).toContain('Paint a mask over …')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused(page)).toContain('Change…')
  })

  test('a menu has the focus from the moment it opens', async () => {
    const page = await (await startPage()).visit()
    await page.getByRole('button', { name: 'Change…' }).click()
    await page.getByRole('dialog').waitFor()
    const holder = await page.getByRole('button', { name: 'Paint a mask over …' }).evaluate(
      (button: HTMLElement) =>
        new Promise<string | null | undefined>((resolve) => {
          const observer = new MutationObserver(() => {
            if (document.querySelector('[role=menuitem]') === null) return
            observer.disconnect()
            resolve(document.activeElement?.getAttribute('role'))
          })
          observer.observe(document.body, { childList: true, subtree: true })
          button.click()
        }),
    )
    expect(holder).toBe('menuitem')
  })

  test('buttons and selects send their id and the chosen values', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    await page.getByRole('button', { name: 'Reroll' }).click()
    expect(await fixture.received('component')).toMatchObject({ name: 'reroll', by: 'Ada' })
    await page.getByRole('combobox', { name: 'Paint it again as …' }).press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await fixture.received('component', 2)).toMatchObject({ name: 'style', values: { chosen: ['water'] } })
  })

  test('an interaction that times out is reported in its place', async () => {
    const fixture = await startPage()
    const page = await fixture.visit()
    await page.getByRole('button', { name: 'Upscale' }).click()
    await fixture.received('component')
    await fixture.clock.advance(3_001)
    await page.getByText(/This interaction failed \(Upscale\)/).waitFor()
    await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
    await page.getByText('This interaction failed').waitFor({ state: 'detached' })
    await composer(page).fill('/ping ')
    await page.getByRole('button', { name: 'Send', exact: true }).press('Enter')
    await page.getByText('Sending /ping').waitFor()
    await fixture.received('command', 4)
    await fixture.clock.advance(3_001)
    await page.getByRole('alert').getByText('did not respond').waitFor()
  })
})
