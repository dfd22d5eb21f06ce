import { beforeAll, expect, it } from 'vitest'
import { file } from 'local-discord/testing'
import { colour } from '../harness/scripted-engine.ts'
import { isDone } from '../harness/message-state.ts'
import { useBot } from '../harness/use-bot.ts'

const bot = useBot()
let photo: ReturnType<typeof file>
beforeAll(async () => {
  photo = file('photo.png', (await colour(3, 96)).bytes)
})

const ben = () => bot.discord.person('Ben')
async function restart(): Promise<void> {
  await bot.kill()
  await bot.restart()
}

it('an open form still works after a restart of the bot', async () => {
  const options = { picture: photo, prompt: 'a hare', strength: 0.5, advanced: true, private: true }
  const { modal } = await ben().slash('/edit', options)
  await restart()
  const message = await (await modal.fill({ noiseLevel: '100' }).submit()).until(isDone)
  expect(message.ephemeral).toBe(true)
  const [job] = await bot.store.jobs.ofPerson(ben().id, 1)
  expect(job?.request).toMatchObject({
    mode: 'edit',
    prompt: 'a hare',
    strength: 0.5,
    picture: { name: 'photo.png' },
    stageTwo: { noiseLevel: 100 },
  })
})

it('the form of a message command still works after a restart, and knows its source message', async () => {
  const own = await (await ben().slash('/generate', { prompt: 'a fox' })).until(isDone)
  await bot.until('the message to be known', async () => (await bot.store.messages.get(own.id)) !== null)
  const { modal } = await ben().contextMenu('Edit this', own)
  await restart()
  await (await modal.fill({ Prompt: 'a hat' }).submit()).until(isDone)
  const [job, parent] = await bot.store.jobs.ofPerson(ben().id, 2)
  expect(job?.parentId).toBe(parent?.id)
  expect(job?.request).toMatchObject({ mode: 'edit', prompt: 'a hat' })
})

it('a displayed mask can be changed and drawn after a restart, but only once', async () => {
  const options = { picture: photo, prompt: 'a hat', region: 'left', size: 64 }
  const shown = await (await ben().slash('/inpaint', options)).until(({ buttons }) => buttons.includes('Draw'))
  await restart()
  const grid = await (await shown.press('Change')).until(({ controls }) => controls.length === 1)
  await restart()
  const chosen = await (
    await grid.select('Pick one or more numbers', ['7', '8'])
  ).until(({ buttons }) => buttons.includes('Draw'))
  await restart()
  const done = await (await chosen.press('Draw')).until(isDone)
  expect(done.id).toBe(shown.id)
  const [job] = await bot.store.jobs.ofPerson(ben().id, 1)
  expect(job?.request).toMatchObject({ mode: 'inpaint', prompt: 'a hat', mask: { from: 'cells', cells: [7, 8] } })
  await bot.until('the draft to be gone', async () => (await bot.store.drafts.get(idOfDraft(chosen))) === null)
})

it('an expired draft is reported with a sentence that says what to do', async () => {
  const options = { picture: photo, prompt: 'a hat', region: 'left', size: 64 }
  const shown = await (await ben().slash('/inpaint', options)).until(({ buttons }) => buttons.includes('Draw'))
  await bot.store.drafts.remove(idOfDraft(shown))
  const press = await shown.press('Draw')
  const said = await press.until(({ text }) => text.includes('⚠️'))
  expect(said.text).toContain('Run the command again')
  expect(said.ephemeral).toBe(true)
})

const idOfDraft = (message: { readonly raw: { readonly components?: unknown } }): string =>
  /draw:(\d+)/.exec(JSON.stringify(message.raw.components))?.[1] ?? ''
