import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEngine } from '#src/engine/start-engine.ts'
import { findAdvisedBestOf } from '#src/renderer/advised-best-of.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { createSettings } from '#src/settings/settings.ts'
import { judgedCascade, type JudgedCascade } from '../harness/judged-cascade.ts'
import { isDone } from '../harness/message-state.ts'
import { startBot, type TestBot } from '../harness/start-bot.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

let model: JudgedCascade
let bot: TestBot
let cacheDir: string
/** Whether the engine has told what it knows of the model. */
let isOpen = false
beforeAll(async () => {
  model = await judgedCascade({ best_of: 3 })
  cacheDir = await mkdtemp(join(tmpdir(), 'duckrabbit-best-of-'))
  const settings = {
    modelDirs: [model.folder],
    model: 'cascade',
    device: 'cpu',
    threads: 1,
    memoryBudget: 1e9,
  } as const
  bot = await startBot({
    openEngine: () => {
      const engine = startEngine({ settings: { ...settings, cacheDir }, log })
      const bestOf = engine.bestOf?.bind(engine)
      return Object.assign(engine, { bestOf: (request: DrawRequest) => (isOpen && bestOf?.(request)) || null })
    },
    advisedBestOf: await findAdvisedBestOf(settings.modelDirs, settings.model),
  })
  const guildId = bot.discord.channel('pictures').guildId ?? ''
  const limits = { everyone: { picturesPerDay: 100 }, roles: {} }
  await createSettings({ store: bot.store, environment: {} }).set('guild', guildId, 'limits', limits)
})
afterAll(async () => {
  await bot.stop()
  await model.remove()
  await rm(cacheDir, { recursive: true, force: true })
})

const ben = () => bot.discord.person('Ben')
const used = async () => (await bot.store.charges.usage(ben().id, bot.discord.channel('pictures').guildId ?? '')).used
const lastJob = async () => (await bot.store.jobs.ofPerson(ben().id, 1))[0]
const small = { size: 64, steps: 2 }

it('an illusion is the best of as many as its model recommends, before the engine has opened it and after; the message says so, and all of them count', async () => {
  const before = await used()
  const said = await (await ben().slash('/anagram', { prompt: 'a duck', second: 'a rabbit', ...small })).until(isDone)
  expect(said.text).toContain('the best of 3 that were drawn')
  const job = await lastJob()
  expect(job?.request).toMatchObject({ mode: 'anagram', bestOf: 3 })
  const [result] = await bot.store.results.ofJob(job?.id ?? '')
  expect(result?.recipe).toMatchObject({ chosenFrom: 3, request: { bestOf: 1, seed: result?.seed } })
  expect(said.text).toContain(`seed ${result?.seed}`)
  expect((await used()) - before).toBe(3)
  const details = await (await said.press('Details')).until(({ text }) => text !== '')
  expect(details.text).toContain('the best of 3 that were drawn')
  isOpen = true
  const again = await (await said.press('Again')).until(isDone)
  expect(again.text).toContain('the best of 3 that were drawn')
})

it('`best_of` decides for /hybrid and /generate, and a seed means one picture', async () => {
  const hybrid = { first: 'a skull', second: 'a flower', ...small }
  const best = await (await ben().slash('/hybrid', { ...hybrid, best_of: 2 })).until(isDone)
  expect(best.text).toContain('the best of 2 that were drawn')
  const generated = await (await ben().slash('/generate', { prompt: 'a fox', best_of: 2, ...small })).until(isDone)
  expect(generated.text).toContain('the best of 2 that were drawn')
  const seeded = await (await ben().slash('/hybrid', { ...hybrid, seed: 9 })).until(isDone)
  expect(seeded.text).not.toContain('the best of')
  const single = await (await ben().slash('/hybrid', { ...hybrid, best_of: 1 })).until(isDone)
  expect(single.text).not.toContain('the best of')
})

it('`best_of` and `count` exclude each other', async () => {
  const refused = await ben().slash('/generate', { prompt: 'a fox', best_of: 2, count: 2, ...small })
  expect(refused.message.text).toContain('Give either `count` or `best_of`, not both.')
})
