import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfiguration } from '#src/config.ts'
import { file, type Options, type TestMessage } from 'local-discord/testing'
import { type EmbeddedEngine, embeddedEngine } from '../harness/embedded-engine.ts'
import { pressOn } from '../harness/press-more.ts'
import { startBot, type TestBot } from '../harness/start-bot.ts'

let engine: EmbeddedEngine
let bot: TestBot
beforeEach(async () => {
  engine = await embeddedEngine()
})
afterEach(async () => {
  await bot.stop()
  await engine.remove()
})

/** The bot with the embedded model, as these environment variables configure it. */
async function start(variables: Readonly<Record<string, string>>, fileSizeLimit: number): Promise<void> {
  const { uploads } = readConfiguration(variables, { memory: 8e9, directory: engine.cacheDir })
  bot = await startBot({ openEngine: () => engine.open(), uploads, fileSizeLimit })
}

const ben = () => bot.discord.person('Ben')
const isOver = ({ buttons, text }: TestMessage): boolean => buttons.includes('Delete') || text.includes('⚠️')
const quick = { size: 64, steps: 2, seed: 3 }

async function draws(command: string, options: Options): Promise<TestMessage> {
  return (await ben().slash(command, options)).until(isOver)
}

it('accepts as many pixels as the settings allow, in the engine too', { timeout: 300_000 }, async () => {
  await start({ UPLOAD_MEGAPIXELS: '100', UPLOAD_MEGABYTES: '60' }, 60e6)
  const plain = sharp({ create: { width: 10_000, height: 6000, channels: 3, background: '#9cf' } })
  const picture = file('png-60-megapixels.png', await plain.png({ compressionLevel: 9 }).toBuffer())
  const message = await draws('/edit', { ...quick, picture, prompt: 'a hare', strength: 0.5 })
  expect(message.text).not.toContain('⚠️')
  expect(await message.attachments()).not.toEqual([])
})

it('says that a large result is being fitted, and can continue from it', { timeout: 400_000 }, async () => {
  await start({}, 20e6)
  const edge = 4200
  const noise = sharp(randomBytes(3 * edge * edge), { raw: { width: edge, height: edge, channels: 3 } })
  const picture = file('noise.jpg', await noise.jpeg({ quality: 60 }).toBuffer())
  const look = await ben().slash('/inpaint', { ...quick, picture, prompt: 'a hat', region: 'left' })
  const draw = await look.until(({ buttons }) => buttons.includes('Draw'))
  const first = await (await draw.press('Draw')).until(isOver)
  expect(first.text).not.toContain('⚠️')
  const [job] = await bot.store.jobs.ofPerson(ben().id, 1)
  const results = await bot.store.results.ofJob(job?.id ?? '')
  // More than an upload may have.
  expect(results.find(({ role }) => role === 'picture')?.bytes).toBeGreaterThan(25e6)
  const edits = bot.discord.requests('PATCH @original').map(({ json }) => JSON.stringify(json))
  expect(edits.filter((edit) => edit.includes('Making it fit'))).toHaveLength(1)

  const isNext = (message: TestMessage): boolean => message.id !== first.id && isOver(message)
  const varied = await (await pressOn(first, 'Vary')).until(isNext)
  expect(varied.text).not.toContain('⚠️')
  const { modal } = await ben().contextMenu('Edit this', first.now() ?? first)
  const edited = await (await modal.fill({ Prompt: 'a hare', Strength: '0.5' }).submit()).until(isNext)
  expect(edited.text).not.toContain('⚠️')
})
