import { afterAll, beforeAll, expect, it } from 'vitest'
import { file } from 'local-discord/testing'
import { colour } from '../harness/scripted-engine.ts'
import { startBot, type TestBot } from '../harness/start-bot.ts'

let bot: TestBot
let photo: ReturnType<typeof file>
beforeAll(async () => {
  bot = await startBot()
  photo = file('photo.png', (await colour(3, 96)).bytes)
})
afterAll(async () => {
  await bot.stop()
})

const isDone = (message: { readonly buttons: readonly string[] }): boolean => message.buttons.includes('Delete')
const ben = () => bot.discord.person('Ben')
async function restart(): Promise<void> {
  await bot.kill()
  await bot.revive()
}

it('a form that is open stays good when the bot restarts', async () => {
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

it('so does the form of a message, and knows what it goes on from', async () => {
  const own = await (await ben().slash('/generate', { prompt: 'a fox' })).until(isDone)
  await bot.until('the message to be known', async () => (await bot.store.messages.get(own.id)) !== null)
  const { modal } = await ben().contextMenu('Edit this', own)
  await restart()
  await (await modal.fill({ Prompt: 'a hat' }).submit()).until(isDone)
  const [job, parent] = await bot.store.jobs.ofPerson(ben().id, 2)
  expect(job?.parentId).toBe(parent?.id)
  expect(job?.request).toMatchObject({ mode: 'edit', prompt: 'a hat' })
})

it('a mask that is shown can be changed and drawn after a restart, once', async () => {
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

it('one sentence says what to do where a draft is gone', async () => {
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
