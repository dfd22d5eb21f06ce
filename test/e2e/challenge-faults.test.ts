import { describe, expect, it } from 'vitest'
import { challengeTrouble } from '#src/messages/challenges.ts'
import { challengeRoom } from '../harness/challenge-room.ts'

const hour = 60 * 60_000
const long = { timeout: 240_000 }

describe('a process that is killed while it posts', () => {
  it('posts the voting exactly once', long, async () => {
    const room = await challengeRoom()
    const { bot, ben, chidi } = room
    const challenge = await room.start()
    await room.draw(ben, challenge)
    await room.draw(chidi, challenge)
    // The message reaches Discord, but the process dies before it hears of it.
    const isVoting = ({ text }: { readonly text: string }) => text.includes('🗳️ Vote')
    const { putPost } = bot.store.challenges
    bot.store.challenges.putPost = (id, post) =>
      post.kind === 'voting' && post.messageId !== null ? new Promise(() => {}) : putPost(id, post)
    await room.pass(73 * hour)
    await bot.until('the message', () => room.thread(challenge).some(isVoting))
    await bot.kill()
    bot.store.challenges.putPost = putPost
    // Discord remembers nonces for a few minutes only, so the message has to be found by its mark.
    bot.discord.clock.setForward(hour)
    await bot.restart()
    const settled = await room.settled(challenge, 'voting')
    expect(room.thread(challenge).filter(isVoting)).toHaveLength(1)
    expect((await bot.store.challenges.posts(settled.id)).find(({ kind }) => kind === 'voting')?.messageId).toBe(
      room.thread(challenge).find(isVoting)?.id,
    )
  })

  it('goes on where it was after a long pause, and gives the whole time for votes', long, async () => {
    const room = await challengeRoom()
    const { bot, ben, chidi } = room
    const challenge = await room.start()
    await room.draw(ben, challenge)
    await room.draw(chidi, challenge)
    await bot.kill()
    bot.discord.clock.setForward(240 * hour)
    await bot.restart()
    const voting = await room.settled(challenge, 'voting')
    expect((voting.votesEnd ?? 0) - bot.discord.clock.now()).toBeGreaterThan(23 * hour)
  })
})

describe('a thread that is gone', () => {
  it('is said in the channel at once; entries stay, and revive opens another one', long, async () => {
    const room = await challengeRoom()
    const { bot, ben } = room
    const challenge = await room.start()
    await room.draw(ben, challenge)
    const deleted = await fetch(`${bot.discord.apiUrl}/v10/channels/${challenge.threadId}`, {
      method: 'DELETE',
      headers: { authorization: `Bot ${bot.discord.token}` },
    })
    expect(deleted.status).toBe(200)
    await bot.until('the notice', () =>
      bot.discord.messages('#challenges').some(({ text }) => text.includes(challengeTrouble['thread-gone'])),
    )
    expect((await room.command('list')).text).toContain(challengeTrouble['thread-gone'])
    expect((await room.command('revive', { challenge: challenge.id })).text).toContain('The challenge goes on')
    const revived = await room.now(challenge)
    expect(revived).toMatchObject({ phase: 'entries', trouble: null, postsDue: 0 })
    expect(revived.threadId).not.toBe(challenge.threadId)
    await bot.until('the count', async () => {
      await bot.pass(11_000)
      return room.thread(revived)[0]?.text.includes('1 entry by 1 person') === true
    })
  })
})

describe('a missing permission', () => {
  it('is reported to the person who starts it, and nothing is lost', long, async () => {
    const room = await challengeRoom()
    const { bot } = room
    const channel = bot.discord.channel('#challenges')
    const denied = { id: bot.discord.local.context.world.bot.id, type: 1, allow: 0n, deny: 1n << 35n } as const
    channel.overwrites.push({ ...denied })
    const said = await room.command('start', { theme: 'Owls', entries: '3d' })
    expect(said.text).toBe(challengeTrouble.forbidden)
    channel.overwrites = []
    const [challenge] = await bot.store.challenges.unfinished()
    expect((await room.command('revive', { challenge: challenge?.id ?? '' })).text).toContain('The challenge goes on')
    const invitations = bot.discord
      .messages('#challenges')
      .filter(({ text }) => text.includes('A new challenge begins'))
    expect(invitations).toHaveLength(1)
  })
})
