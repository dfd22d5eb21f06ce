import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import Database from 'libsql'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { TestMessage } from 'local-discord/testing'
import { galleryVisit } from '../harness/gallery-visit.ts'
import { startBot, type TestBot } from '../harness/start-bot.ts'

let bot: TestBot
beforeEach(async () => {
  bot = await startBot()
})
afterEach(() => bot.stop())
const { ben, chidi, draw } = galleryVisit(() => bot)

const isExport = ({ text }: TestMessage): boolean =>
  text.includes('Your pictures, part') || text.includes('You have no')
const ask = async () => (await ben().slash('/export')).until(isExport)

/** The files in the archive of a message, by their names. */
async function filesIn(message: TestMessage): Promise<ReadonlyMap<string, Uint8Array>> {
  const [file] = await message.attachments()
  expect(file?.filename).toMatch(/^duckrabbit-\d+\.zip$/)
  const zip = new ZipReader(new Uint8ArrayReader(file?.bytes ?? new Uint8Array()), { checkSignature: true })
  const files = new Map<string, Uint8Array>()
  for (const entry of await zip.getEntries())
    if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()))
  await zip.close()
  return files
}

it('brings one’s own pictures with their recipes, and nobody else’s', async () => {
  await draw('a red fox', { seed: 1, count: 2 })
  await draw('a secret', { seed: 3, private: true })
  await draw('another person’s', { seed: 4 }, chidi())
  const part = await ask()
  expect(part.ephemeral).toBe(true)
  expect(part.text).toContain('**3** pictures')
  expect(part.text).toContain('That is all')
  const files = await filesIn(part)
  expect(files.size).toBe(6)
  const [later, earlier] = await bot.store.jobs.ofPerson(ben().id, 9)
  const results = [
    ...(await bot.store.results.ofJob(earlier?.id ?? '')),
    ...(await bot.store.results.ofJob(later?.id ?? '')),
  ]
  const pictures = results.filter(({ role }) => role === 'picture')
  const names = [...files.keys()].filter((name) => name.endsWith('.png'))
  expect(names).toHaveLength(3)
  for (const [index, name] of names.entries()) {
    const picture = pictures[index]
    expect(files.get(name)).toEqual(await bot.store.pictures.get(picture?.sha256 ?? ''))
    const recipe: unknown = JSON.parse(new TextDecoder().decode(files.get(name.replace('.png', '.json'))))
    expect(recipe).toMatchObject({ job: picture?.jobId, recipe: picture?.recipe })
  }
  expect(bot.discord.violations()).toEqual([])
})

it('splits below the limit of the place, and goes on after a restart', async () => {
  await bot.stop()
  bot = await startBot({ fileSizeLimit: 6000 })
  for (let seed = 1; seed <= 5; seed += 1) await draw(`picture ${seed}`, { seed })
  const names: string[] = []
  let part = await ask()
  for (let number = 1; ; number += 1) {
    expect(part.text).toContain(`part ${number}`)
    expect(part.raw.attachments[0]?.size).toBeLessThanOrEqual(6000)
    names.push(...(await filesIn(part)).keys())
    if (!part.buttons.includes('Next part')) break
    if (number === 1) {
      await bot.kill()
      await bot.restart()
    }
    const before = part.id
    part = await (await part.press('Next part')).until((message) => message.id !== before && isExport(message))
  }
  expect(part.text).toContain('That is all')
  expect(new Set(names).size).toBe(10)
  expect(names).toHaveLength(10)
  expect(bot.discord.violations()).toEqual([])
})

it('splits into parts of 8 MB where the place allows more, and does not make a larger picture smaller', async () => {
  await bot.stop()
  bot = await startBot({ fileSizeLimit: 25e6 })
  const sizes = [3e6, 4e6, 5e6, 9e6]
  await draw('four foxes', { seed: 1, count: sizes.length })
  const database = new Database(`${bot.dataDir}/duckrabbit.db`)
  for (const [picture, size] of sizes.entries()) {
    const kept = await bot.store.pictures.put(Buffer.alloc(size, picture), { format: 'png', width: 1, height: 1 })
    database.prepare("update results set sha256 = ? where role = 'picture' and picture = ?").run(kept.sha256, picture)
  }
  database.close()
  const sizesIn = async (part: TestMessage): Promise<readonly number[]> =>
    [...(await filesIn(part))].filter(([name]) => name.endsWith('.png')).map(([, { length }]) => length)
  const first = await ask()
  const others = (message: TestMessage): boolean => message.id !== first.id && isExport(message)
  const second = await (await first.press('Next part')).until(others)
  const third = await (await second.press('Next part')).until((message) => message.id !== second.id && others(message))
  expect(await Promise.all([first, second, third].map(sizesIn))).toEqual([[3e6, 4e6], [5e6], [9e6]])
  expect(third.text).toContain('That is all')
})

it('has the recipes of pictures whose files are dropped, and says so', async () => {
  await draw('a lost fox', { seed: 1 })
  const database = new Database(`${bot.dataDir}/duckrabbit.db`)
  database.exec('update pictures set gone_at = 1')
  database.close()
  const part = await ask()
  expect(part.text).toContain('no longer stored')
  expect([...(await filesIn(part)).keys()].map((name) => name.split('.').at(-1))).toEqual(['json'])
})

it('says that there is nothing yet', async () => {
  const part = await ask()
  expect(part.text).toContain('You have no finished pictures')
  expect(part.raw.attachments).toEqual([])
})
