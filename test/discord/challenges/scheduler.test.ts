import pino from 'pino'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { testClock } from '@duckrabbit/clock/testing'
import type { ChallengePlan } from '#src/community/challenges/challenge.ts'
import type { ChallengeParts } from '#src/discord/challenges/challenge-parts.ts'
import { createChallengeScheduler } from '#src/discord/challenges/scheduler.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { createSettings } from '#src/settings/settings.ts'
import { scratchStore } from '../../store/scratch.ts'

const minute = 60_000
const plan: ChallengePlan = {
  guildId: 'guild',
  channelId: 'channel',
  starterId: 'starter',
  theme: 'Owls',
  rules: { words: [] },
  voting: 'stars',
  entriesEach: 1,
  entryTime: 60 * minute,
  voteTime: 60 * minute,
}

/** Schedulers of one store, whose Discord takes every message, counts edits, and can be cut off. */
async function schedulers() {
  const clock = testClock()
  const { store } = await scratchStore({ now: clock.now })
  let messages = 0
  const discord = { edits: 0, isDown: false }
  const place = (channelId: string) => {
    if (discord.isDown) return Promise.reject(new Error('no network'))
    return Promise.resolve({ channelId, messageId: `m${(messages += 1)}` })
  }
  const parts: ChallengeParts = {
    store,
    clock,
    log: pino({ level: 'silent' }),
    settings: createSettings({ store }),
    localeOf: () => Promise.resolve('en-US'),
    messagesFor: () => Promise.resolve(messagesIn('en-US')),
    finishedMessage: () => Promise.reject(new Error('not asked for')),
    placeOfChannel: (guildId, channelId) => ({ guildId, channelId, ageRestricted: false }),
    fitBytes: () => Promise.reject(new Error('not asked for')),
    messenger: {
      post: place,
      edit(channelId) {
        discord.edits += 1
        return place(channelId)
      },
    },
    threads: {
      kindOf: () => Promise.resolve('text'),
      openAt: ({ messageId }) => Promise.resolve(`thread of ${messageId}`),
      openPost: place,
      pin: () => Promise.resolve(),
      has: () => Promise.resolve(true),
      remove: () => Promise.resolve(),
      findMarked: () => Promise.resolve(undefined),
      findMarkedPost: () => Promise.resolve(undefined),
      giveRole: () => Promise.resolve(),
      takeRole: () => Promise.resolve(),
    },
  }
  const create = () => {
    const created = createChallengeScheduler(parts)
    onTestFinished(() => created.stop())
    return created
  }
  return { create, store, clock, discord }
}

describe('the scheduler of challenges', () => {
  it('goes on with all others if one series cannot start its next challenge', async () => {
    const { create, store, clock } = await schedulers()
    const { theme: _, ...shared } = plan
    const broken = await store.challenges.createSeries({ plan: shared, themes: ['a'], next: 0, nextAt: clock.now() })
    await store.challenges.createSeries({ plan: shared, themes: ['b'], next: 0, nextAt: clock.now() })
    const { startNext } = store.challenges
    vi.spyOn(store.challenges, 'startNext').mockImplementation((series, step) =>
      series.id === broken.id ? Promise.reject(new Error('unreadable')) : startNext(series, step),
    )
    await store.challenges.create({ ...plan, theme: 'c' })
    await create().start()
    const opened = (await store.challenges.unfinished()).filter(({ threadId }) => threadId !== null)
    expect(opened.map(({ theme }) => theme).sort()).toEqual(['b', 'c'])
  })

  it('edits a message again that the network has kept away', async () => {
    const { create, store, discord, clock } = await schedulers()
    const { id } = await store.challenges.create(plan)
    const created = create()
    await created.start()
    await created.update(id)
    await store.challenges.change(id, { theme: 'Owls at night' })
    discord.isDown = true
    discord.edits = 0
    await clock.advance(11_000)
    await created.update(id)
    expect(discord.edits).toBeGreaterThan(0)
    discord.isDown = false
    discord.edits = 0
    await clock.advance(11_000)
    await created.update(id)
    expect(discord.edits).toBeGreaterThan(0)
    // Then everything is said.
    discord.edits = 0
    await clock.advance(11_000)
    await created.update(id)
    expect(discord.edits).toBe(0)
  })

  it('posts at its next look what has changed while it posted', async () => {
    const { create, store, clock } = await schedulers()
    const { id } = await store.challenges.create(plan)
    const { posted } = store.challenges
    vi.spyOn(store.challenges, 'posted').mockImplementationOnce(async (seen) => {
      await store.challenges.change(id, { postsDue: true })
      await posted(seen)
    })
    await create().start()
    expect((await store.challenges.get(id))?.postsDue).toBe(2)
    await clock.advance(minute)
    await vi.waitFor(async () => expect((await store.challenges.get(id))?.postsDue).toBe(0))
  })

  it('hides drawings before the first look, and although Discord cannot be reached', async () => {
    const { create, store, discord } = await schedulers()
    const { id } = await store.challenges.create(plan)
    await create().start()
    const threadId = (await store.challenges.change(id, { postsDue: true }))?.threadId ?? null
    expect(threadId).not.toBeNull()
    discord.isDown = true
    const restarted = create()
    await restarted.prepare()
    expect(restarted.hides(threadId)).toBe(true)
    expect(restarted.hides('elsewhere')).toBe(false)
    await restarted.start()
    expect(restarted.hides(threadId)).toBe(true)
  })
})
