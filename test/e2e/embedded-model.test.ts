import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRecipe } from '#src/image/recipe-text.ts'
import type { TestMessage } from 'local-discord/testing'
import { deleteFor, detailsOf, pressOn } from '../harness/press-more.ts'
import { isDone } from '../harness/message-state.ts'
import { useEmbeddedBot } from '../harness/use-bot.ts'

/** Quick ones: nobody looks at what they show. */
const fox = { prompt: 'a red fox', seed: 11, size: 64, steps: 4 }

const { bot, engine } = useEmbeddedBot(new URL('../harness/killable-backend.ts', import.meta.url).href)

const ben = () => bot.discord.person('Ben')
async function pictureOf(message: TestMessage): Promise<Uint8Array> {
  const [picture] = await message.attachments()
  return picture?.bytes ?? new Uint8Array()
}

describe('the bot with the embedded model', () => {
  let first: TestMessage
  let bytes: Uint8Array

  it('draws for /generate: picture, strip, recipe', async () => {
    const reply = await ben().slash('/generate', fox)
    expect(reply.failure).toBeNull()
    first = await reply.until(isDone, 'the picture')
    expect(first.text).toMatch(/seed 11 · [\d.]+ s/)
    expect((await detailsOf(first)).text).toMatch(/seed 11 · 4 steps · .* · 64 px · duckling/)
    const [, strip] = await first.attachments()
    expect(strip?.filename).toMatch(/-band\.png$/)
    bytes = await pictureOf(first)
    expect(readRecipe(bytes)).toMatchObject({ seed: 11, model: { name: 'duckling' }, device: 'cpu' })
  })

  it('answers every button under the picture', async () => {
    const pressed = async (label: string): Promise<TestMessage> =>
      (await first.press(label)).until((message) => message.id !== first.id && isDone(message), label)
    expect(first.buttons).toEqual(['Star', 'Again', 'Remix', 'Upscale', 'Vary', 'Details', 'Delete'])
    expect(await pictureOf(await pressed('Again'))).not.toEqual(bytes)
    const { modal } = await first.press('Remix')
    const remixed = await modal.fill({ Prompt: 'a blue fox' }).submit()
    const other = await remixed.until((message) => message.id !== first.id && isDone(message), 'the remix')
    expect(other.text).toContain('a blue fox')
    expect((await detailsOf(await pressed('Upscale'))).text).toContain('256 px')
    const steps = await pressOn(first, 'Steps')
    const strip = await steps.until((message) => message.id !== first.id && !message.loading, 'the steps')
    expect(await strip.attachments()).toHaveLength(1)
    const { id } = other
    await deleteFor(other)
    await bot.until('it to be gone', () => bot.discord.messages('#pictures').every((message) => message.id !== id))
  })

  it('stops at Cancel, both in the middle of drawing with a preview on show and while waiting', async () => {
    const long = await ben().slash('/generate', { ...fox, steps: 1000, sampler: 'ddpm' })
    const running = await long.until(
      ({ text, raw }) => /step \d+ of 1000/.test(text) && raw.attachments[0]?.filename.startsWith('preview.') === true,
      'progress and a preview',
    )
    const second = await bot.discord.person('Chidi').slash('/generate', fox)
    const waiting = await second.until(({ text }) => text.includes('You are next'), 'the place')
    await waiting.press('Cancel')
    await second.until(({ text }) => text.includes('✋'), 'the end of the second')
    await running.press('Cancel')
    expect((await long.until(({ text }) => text.includes('✋'), 'the end')).buttons).toContain('Again')
    await bot.until('the device to be free', async () => (await bot.queue.overview()).running.length === 0)
  })

  it('draws the same picture even if the engine is killed meanwhile', async () => {
    await writeFile(join(engine().cacheDir, 'die'), '')
    const reply = await ben().slash('/generate', fox)
    const message = await reply.until(isDone)
    expect((await bot.store.jobs.ofPerson(ben().id, 1))[0]).toMatchObject({ state: 'done', deaths: 1 })
    expect(await pictureOf(message)).toEqual(bytes)
  })

  it('delivers in the same message even if bot and engine are killed in the middle', async () => {
    const reply = await ben().slash('/generate', { ...fox, steps: 12 })
    const running = await reply.until(({ text }) => text.includes('🎨'), 'the beginning')
    await bot.kill()
    await bot.restart()
    const message = await reply.until(isDone)
    expect(message.id).toBe(running.id)
    const [job] = await bot.store.jobs.ofPerson(ben().id, 1)
    expect(job).toMatchObject({ state: 'done', interruptions: 1 })
    expect(await message.attachments()).toHaveLength(2)
  })
})
