import { describe, expect, it } from 'vitest'
import type { TestMessage } from 'local-discord/testing'
import { deleteFor, detailsOf, jobIdOn as idOf, pressOn } from '../harness/press-more.ts'
import { isDone } from '../harness/message-state.ts'
import { useBot } from '../harness/use-bot.ts'

const bot = useBot({ limits: { waitingPerPerson: 20 } })

const person = (name: string) => bot.discord.person(name)

async function painted(name: string, options: Record<string, string | number | boolean> = {}): Promise<TestMessage> {
  const reply = await person(name).slash('/generate', { prompt: 'a red fox', seed: 41, ...options })
  return reply.until(isDone, 'the picture')
}

describe('Again', () => {
  it('draws the same request with another seed, as often as it is pressed and for anyone', async () => {
    const first = await painted('Ben')
    const reply = await first.press('Again')
    const second = await reply.until((message) => message.id !== first.id && isDone(message))
    expect(second.text).toContain('a red fox')
    expect(second.text).not.toContain('seed 41 ')
    expect(second.text).toMatch(
      new RegExp(`Made from https://discord.com/channels/\\d+/${first.channelId}/${first.id}`),
    )
    const third = await (
      await first.as(person('Chidi')).press('Again')
    ).until((message) => message.id !== first.id && isDone(message))
    const jobs = await bot.store.jobs.ofPerson(person('Chidi').id, 1)
    expect(idOf(third)).toBe(jobs[0]?.id)
    expect(jobs[0]?.parentId).toBe(idOf(first))
  })

  it('counts a double click once', async () => {
    const first = await painted('Ben', { prompt: 'a double click' })
    const before = (await bot.store.jobs.ofPerson(person('Ben').id, 100)).length
    const replies = await Promise.all([first.press('Again'), first.press('Again'), first.press('Again')])
    expect(replies.map(({ failure }) => failure)).toEqual([null, null, null])
    await bot.until('the new one', async () => (await bot.store.jobs.ofPerson(person('Ben').id, 100)).length > before)
    expect(await bot.store.jobs.ofPerson(person('Ben').id, 100)).toHaveLength(before + 1)
  })

  it('stays private under a private picture', async () => {
    const first = await painted('Ben', { private: true })
    const reply = await first.press('Again')
    expect((await reply.until((message) => message.id !== first.id && isDone(message))).ephemeral).toBe(true)
  })
})

describe('Remix', () => {
  it('opens the recipe, and draws the edited one', async () => {
    const first = await painted('Ben', { negative: 'snow', steps: 20 })
    const { modal } = await first.press('Remix')
    expect(modal.fields.map(({ label }) => label)).toEqual(['Prompt', 'Avoid', 'Seed', 'Steps', 'Guidance'])
    expect(JSON.stringify(modal.raw)).toContain('"value":"a red fox"')
    expect(JSON.stringify(modal.raw)).toContain('"value":"41"')
    const reply = await modal.fill({ Prompt: 'a blue fox', Seed: '41', Steps: 'fast27' }).submit()
    const second = await reply.until((message) => message.id !== first.id && isDone(message))
    expect(second.text).toContain('**a blue fox**')
    expect((await detailsOf(second)).text).toContain('seed 41 · fast27')
  })
})

describe('Upscale', () => {
  it('draws one of several 64 px pictures with the 256 px stage', async () => {
    const first = await painted('Ben', { size: 64, count: 2 })
    const reply = await pressOn(first, 'Upscale 2')
    const second = await reply.until((message) => message.id !== first.id && isDone(message))
    expect(second.text).toContain('a red fox, redrawn at 256 px')
    const [job] = await bot.store.jobs.ofPerson(person('Ben').id, 1)
    expect(job?.request).toMatchObject({ mode: 'upscale', seed: 42, prompt: 'a red fox' })
  })
})

describe('Steps', () => {
  it('shows every strip to the person who pressed', async () => {
    const first = await painted('Ben', { count: 3 })
    const reply = await first.as(person('Chidi')).press('Steps')
    const strips = await reply.until((message) => message.id !== first.id && !message.loading)
    expect(strips.ephemeral).toBe(true)
    // A page of each: so few steps fit on one.
    expect(await strips.attachments()).toHaveLength(3)
    expect(strips.text).toContain('what the network sees')
    expect(first.now()?.text).toBe(first.text)
  })
})

describe('Details', () => {
  it('shows every setting, the recipe and the model to the person who pressed', async () => {
    const first = await painted('Ben', { negative: 'snow' })
    expect(first.text).toMatch(/seed 41 · [\d.]+ s/)
    expect(first.text).not.toContain('guidance')
    const note = await detailsOf(first.as(person('Chidi')))
    expect(note.ephemeral).toBe(true)
    for (const fact of [
      '/generate',
      'a red fox',
      'Avoids: snow',
      'seed 41',
      'steps',
      'guidance',
      '256 px',
      'Model duckling',
      idOf(first),
    ])
      expect(note.text).toContain(fact)
  })

  it('has the buttons that do not fit into the message, and they answer in the message’s channel', async () => {
    const first = await painted('Ben')
    expect(first.buttons).toEqual(['Star', 'Again', 'Remix', 'Upscale', 'Vary', 'Details', 'Delete'])
    const note = await detailsOf(first)
    expect(note.buttons).toEqual(['Steps', 'Animate', 'Vary a lot'])
    const varied = await (await note.press('Vary a lot')).until((message) => message.id !== note.id && isDone(message))
    expect(varied.ephemeral).toBe(false)
    const hidden = await detailsOf(await painted('Ben', { private: true }))
    const more = await (
      await hidden.press('Vary a lot')
    ).until((message) => message.id !== hidden.id && isDone(message))
    expect(more.ephemeral).toBe(true)
  })
})

describe('Delete', () => {
  it('asks first, and deletes nothing if the form is closed', async () => {
    const first = await painted('Ben')
    const { modal } = await first.press('Delete')
    expect(modal.title).toBe('Delete this picture?')
    expect(first.now()).not.toBeNull()
    expect(await bot.store.jobs.get(idOf(first))).not.toBeNull()
  })

  it('is refused privately to other people, and the picture stays', async () => {
    const first = await painted('Ben')
    const reply = await first.as(person('Chidi')).press('Delete')
    const answer = await reply.until((message) => message.id !== first.id)
    expect(answer.ephemeral).toBe(true)
    expect(answer.text).toContain('Only the person who asked')
    expect(first.now()).not.toBeNull()
  })

  it('deletes message and picture for the owner', async () => {
    const first = await painted('Ben')
    await deleteFor(first)
    await bot.until('the message to go', () => first.now() === null)
    await bot.until('the job to go', async () => (await bot.store.jobs.get(idOf(first))) === null)
  })

  it('deletes the message for a moderator, and the owner keeps the picture', async () => {
    const first = await painted('Ben')
    await deleteFor(first.as(person('Ada')))
    await bot.until('the message to go', () => first.now() === null)
    expect(await bot.store.jobs.get(idOf(first))).not.toBeNull()
  })

  it.each(['DM', 'elsewhere'])('works in a %s and on private messages', async (place) => {
    for (const hidden of [true, false]) {
      const reply = await person('Ben').in(place).slash('/generate', { prompt: 'a fox', private: hidden })
      const first = await reply.until(isDone)
      await deleteFor(first)
      await bot.until('the message to go', () => first.now() === null)
    }
  })
})

describe('Cancel', () => {
  it('removes a waiting job from the queue', async () => {
    bot.engine.hold(0)
    const running = await person('Chidi').slash('/generate', { prompt: 'in front' })
    const reply = await person('Ben').slash('/generate', { prompt: 'given up' })
    const waiting = await reply.until(({ text }) => text.includes('You are next'))
    expect(waiting.buttons).toEqual(['Cancel'])
    await waiting.press('Cancel')
    const ended = await reply.until(({ text }) => text.includes('Cancelled'))
    expect(ended.buttons).toEqual(['Again', 'Remix', 'Delete'])
    bot.engine.release()
    await running.until(isDone)
    expect(bot.engine.begun).not.toContain((await bot.store.jobs.ofPerson(person('Ben').id, 1))[0]?.id)
  })

  it('stops a running one between two steps', async () => {
    bot.engine.hold(3)
    const reply = await person('Ben').slash('/generate', { prompt: 'stopped' })
    const running = await reply.until(({ text }) => text.includes('🎨'))
    await bot.until('it to run', () => bot.engine.running === 1)
    await running.press('Cancel')
    await reply.until(({ text }) => text.includes('Cancelled'))
    bot.engine.release()
    await bot.until('it to end', () => bot.engine.running === 0)
  })

  it('is allowed to the owner and to moderators only', async () => {
    bot.engine.hold(0)
    const reply = await person('Ben').slash('/generate', { prompt: 'mine' })
    const running = await reply.until(({ buttons }) => buttons.includes('Cancel'))
    const refusal = await running.as(person('Chidi')).press('Cancel')
    expect((await refusal.until((message) => message.id !== running.id)).text).toContain('Only the person who asked')
    await running.as(person('Ada')).press('Cancel')
    await reply.until(({ text }) => text.includes('Cancelled'))
    bot.engine.release()
  })
})

describe('buttons and restarts', () => {
  it('work after a restart', async () => {
    const first = await painted('Ben', { size: 64 })
    await bot.kill()
    await bot.restart()
    const again = await (await first.press('Again')).until((message) => message.id !== first.id && isDone(message))
    expect(again.text).toContain('a red fox')
    expect((await first.press('Remix')).modal.title).toBe('Remix')
    const steps = await (await pressOn(first, 'Steps')).until((message) => message.ephemeral && !message.loading)
    expect(await steps.attachments()).toHaveLength(1)
    await deleteFor(first)
    await bot.until('the message to go', () => first.now() === null)
  })

  it('say that the picture was deleted', async () => {
    const first = await painted('Ben')
    await bot.store.jobs.remove(idOf(first))
    const reply = await first.press('Again')
    expect((await reply.until((message) => message.id !== first.id && !message.loading)).text).toContain(
      'no longer kept',
    )
  })
})

it('sends nothing that Discord refuses', () => {
  const refused = bot.discord.requests().filter(({ status }) => status >= 400)
  expect(refused.map(({ method, path, answer }) => ({ method, path, answer }))).toEqual([])
  expect(bot.discord.violations()).toEqual([])
  expect(bot.discord.defects).toEqual([])
})
