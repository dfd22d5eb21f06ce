import { mkdtemp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { TestMessage } from 'local-discord/testing'
import { startBot, type TestBot } from '../harness/start-bot.ts'

let bot: TestBot
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'duckrabbit-privacy-'))
  bot = await startBot({ dataDir })
})
afterEach(() => bot.stop())

const isDone = (message: TestMessage): boolean => message.buttons.includes('Delete')
const ben = () => bot.discord.person('Ben')
const chidi = () => bot.discord.person('Chidi')
const files = async () =>
  (await readdir(join(dataDir, 'pictures'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())

/** Opens `/privacy`, presses the button and confirms. */
async function deleteEverything(): Promise<TestMessage> {
  const card = await (await ben().slash('/privacy')).until(({ text }) => text.includes('kept about you'))
  expect(card.ephemeral).toBe(true)
  const { modal } = await card.press('Delete everything of mine')
  expect(modal.title).toBe('Delete everything?')
  return (await modal.submit()).until(({ text }) => text.includes('✅'))
}

it('says what is kept, and deletes it with its files and its messages', async () => {
  const mine = await (await ben().slash('/generate', { prompt: 'a private hare' })).until(isDone)
  await (await ben().slash('/generate', { prompt: 'a secret hare', private: true })).until(isDone)
  const theirs = await (await chidi().slash('/generate', { prompt: 'a public hare', seed: 99 })).until(isDone)
  await bot.store.settings.set('person', ben().id, 'size', 64)
  const card = await (await ben().slash('/privacy')).until(({ text }) => text.includes('kept about you'))
  expect(card.text).toContain('**2** requests')
  expect(card.text).toContain('**1** of your preferences')

  const theirFiles = (await bot.store.results.ofJob((await bot.store.jobs.ofPerson(chidi().id, 1))[0]?.id ?? '')).map(
    ({ sha256 }) => sha256,
  )
  const said = await deleteEverything()
  expect(said.text).toContain('Everything of yours is deleted')
  expect(await bot.store.jobs.ofPerson(ben().id, 9)).toEqual([])
  expect((await files()).map(({ name }) => name.slice(0, 64)).sort()).toEqual([...new Set(theirFiles)].sort())
  await bot.until('the message to go', () => mine.now() === null)
  expect(theirs.now()).not.toBeNull()
  await bot.until('nothing to be left to delete', async () => (await bot.store.removals.pending()).length === 0)
})

it('stops what waits and what is drawn', async () => {
  bot.engine.hold(0)
  const running = await ben().slash('/generate', { prompt: 'a running hare' })
  await bot.until('it to run', () => bot.engine.running === 1)
  const shown = running.message
  const waiting = await ben().slash('/generate', { prompt: 'a waiting hare' })
  const waits = await waiting.until(({ buttons }) => buttons.includes('Cancel'))
  await deleteEverything()
  bot.engine.release()
  await bot.until('both to be gone', async () => (await bot.store.jobs.ofPerson(ben().id, 9)).length === 0)
  await bot.until('the messages to go', () => shown.now() === null && waits.now() === null)
  await bot.until('the files to go', async () => (await files()).length === 0)
  expect((await bot.queue.overview()).waiting).toEqual([])
})

it('deletes messages after a restart where Discord could not be reached before', async () => {
  const mine = await (await ben().slash('/generate', { prompt: 'a private hare' })).until(isDone)
  bot.discord.faults.status('DELETE /channels', 503, 4)
  await deleteEverything()
  expect(mine.now()).not.toBeNull()
  await bot.kill()
  await bot.restart()
  await bot.until('the message to go', () => mine.now() === null)
})

it('has nothing to say about somebody who never drew', async () => {
  const card = await (await ben().slash('/privacy')).until(({ text }) => text.includes('kept about you'))
  expect(card.text).toContain('Nothing.')
})
