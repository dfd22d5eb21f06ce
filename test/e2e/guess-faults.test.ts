import type { TestMessage, TestPerson } from 'local-discord/testing'
import { describe, expect, it } from 'vitest'
import { guessRound } from '#src/messages/guess.ts'
import { guessRoom } from '../harness/guess-room.ts'

const minute = 60_000
const long = { timeout: 240_000 }

describe('a process that is killed', () => {
  it('while it draws for a round opens it after the restart', long, async () => {
    const room = await guessRoom()
    const { bot } = room
    bot.engine.hold(0)
    await room.command('start')
    await bot.until('the drawing', () => bot.engine.running === 1)
    const [round] = await bot.store.guess.unfinished()
    await bot.kill()
    await bot.restart()
    await bot.until('the round', async () => {
      await bot.pass(500)
      return round !== undefined && (await room.now(round)).phase === 'open'
    })
    await bot.until('the message', () => room.posts().length === 1)
  })

  it('while it posts the solution posts it exactly once', long, async () => {
    const room = await guessRoom()
    const { bot, chidi } = room
    const { round, post } = await room.give()
    // The message reaches Discord, but the process dies before it hears of it.
    const isSolution = ({ text }: { readonly text: string }) => text.includes('The solution')
    const { putPost } = bot.store.guess
    bot.store.guess.putPost = (id, one) =>
      one.kind === 'solution' && one.messageId !== null ? new Promise(() => {}) : putPost(id, one)
    await room.guess(chidi, post, 'duck', 'rabbit')
    await bot.until('the message', () => room.posts().some(isSolution))
    await bot.kill()
    bot.store.guess.putPost = putPost
    // Discord remembers nonces for a few minutes only, so the message has to be found by its mark.
    bot.discord.clock.setForward(60 * minute)
    await bot.restart()
    await bot.until('the end', async () => !(await room.now(round)).postsDue)
    expect(room.posts().filter(isSolution)).toHaveLength(1)
    const solution = room.posts().find(isSolution)
    expect((await bot.store.messages.get(solution?.id ?? ''))?.jobId).toBe(round.jobId)
  })

  it('with a round open ends it when it is back, with what people had found', long, async () => {
    const room = await guessRoom()
    const { bot, chidi } = room
    const { round, post } = await room.give()
    await room.guess(chidi, post, 'duck')
    await bot.kill()
    bot.discord.clock.setForward(60 * minute)
    await bot.restart()
    await bot.until('the end', async () => !(await room.now(round)).postsDue)
    expect(await room.now(round)).toMatchObject({ phase: 'ended', outcome: 'time' })
    expect(room.posts().at(-1)?.text).toContain(`<@${chidi.id}> found 1`)
  })
})

describe('a picture or a message that is deleted', () => {
  it('ends the round without a trace of the picture', long, async () => {
    const room = await guessRoom()
    const { bot } = room
    const { round, post } = await room.give()
    expect(await bot.store.jobs.remove(round.jobId ?? '')).toBe(true)
    await room.pass(0)
    await bot.until('the end', () => post.now()?.text.includes('was deleted') === true)
    expect(await post.now()?.attachments()).toEqual([])
    expect(await bot.store.guess.scoresOf(round.id)).toEqual([])
  })

  it('ends the round where a moderator deletes its message, and another can be given', long, async () => {
    const room = await guessRoom()
    const { bot, ben } = room
    const { round, post } = await room.give()
    await fetch(`${bot.discord.apiUrl}/v10/channels/${post.channelId}/messages/${post.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bot ${bot.discord.token}` },
    })
    await room.pass(6 * minute)
    await bot.until('the end', async () => (await room.now(round)).phase === 'ended')
    expect((await room.now(round)).outcome).toBe('cancelled')

    // The next round has a hybrid, whose hint is how it looks from afar.
    const asked = { first: 'a castle', second: 'a whale', private: true }
    await ben.in('#playground').slash('/hybrid', asked)
    const latest = async () => (await bot.store.jobs.ofPerson(ben.id, 1))[0]
    await bot.until('the hybrid', async () => {
      await bot.pass(250)
      return (await latest())?.request.mode === 'hybrid' && (await latest())?.state === 'done'
    })
    await room.command('start', { picture: (await latest())?.id ?? '' })
    const hybrid = room.posts().at(-1)
    expect(hybrid?.buttons).toContain('Guess')
    await room.pass(12 * minute)
    await bot.until('the hints', async () => {
      await bot.pass(250)
      return JSON.stringify(hybrid?.now()?.raw.components).includes(guessRound.stepBackAlt)
    })
    const files = (await hybrid?.now()?.attachments()) ?? []
    expect(files.map(({ filename }) => filename)).toEqual(['guess-1.webp', 'guess-2.webp'])
    expect(JSON.stringify(hybrid?.now()?.raw)).not.toMatch(/castle|whale|hybrid/i)
  })
})

describe('two people who are right at the same moment', () => {
  it('have one winner', long, async () => {
    const room = await guessRoom()
    const { bot, ada, chidi } = room
    const { round, post } = await room.give()
    const forms = await Promise.all([ada, chidi].map(async (who) => (await post.as(who).press('Guess')).modal))
    const answers = await Promise.all(
      forms.map((modal) => room.answer(modal.fill({ 'guess-1': 'duck', 'guess-2': 'rabbit' }).submit())),
    )
    const won = answers.filter(({ text }) => text.includes('You win the round'))
    expect(won).toHaveLength(1)
    const scores = await bot.store.guess.scoresOf(round.id)
    expect(scores.filter((score) => score.won)).toHaveLength(1)
    await bot.until('the solution', async () => !(await room.now(round)).postsDue)
    expect(room.posts().filter(({ text }) => text.includes('The solution'))).toHaveLength(1)
  })
})

describe('/privacy', () => {
  it('deletes guesses and scores, and no longer names the person or shows their picture', long, async () => {
    const room = await guessRoom()
    const { bot, ben, chidi } = room
    const { round, post } = await room.give()
    await room.guess(chidi, post, 'duck', 'rabbit')
    const deleteAll = async (who: TestPerson): Promise<TestMessage> => {
      const card = await room.answer(who.slash('/privacy'))
      const { modal } = await card.press('Delete everything of mine')
      await (await modal.submit()).until(({ text }) => text.includes('✅'))
      return card
    }
    expect((await deleteAll(chidi)).text).toContain('guesses and scores')
    expect((await room.command('leaderboard')).text).toContain('Nobody has guessed here yet')
    expect((await room.now(round)).winnerId).toBe('')
    expect(await bot.store.guess.counts(round.id)).toEqual({ guessers: 0, finders: 0 })
    expect(await post.now()?.attachments()).not.toEqual([])
    await deleteAll(ben)
    await bot.until('the picture to go', async () => {
      await bot.pass(500)
      return (await post.now()?.attachments())?.length === 0
    })
  })
})
