import { describe, expect, it } from 'vitest'
import { challengeRefused, ownChallenge } from '#src/messages/challenges.ts'
import type { Challenge } from '#src/community/challenges/challenge.ts'
import type { TestMessage } from 'local-discord/testing'
import { type ChallengeRoom, challengeRoom } from '../harness/challenge-room.ts'

const hour = 60 * 60_000
const long = { timeout: 240_000 }

/** Everybody has one entry in the thread, and the voting has begun. */
async function voting(room: ChallengeRoom, options = {}): Promise<Challenge> {
  const challenge = await room.start(options)
  for (const who of [room.ada, room.ben, room.chidi])
    await room.draw(who, challenge, '/generate', { prompt: `an owl by ${who.name}` })
  await room.pass(73 * hour)
  return room.settled(challenge, 'voting')
}

const announced = (room: ChallengeRoom, challenge: Challenge): TestMessage => {
  const found = room.thread(challenge).findLast(({ buttons }) => buttons.includes('Vote'))
  if (found === undefined) throw new Error('the voting was not announced')
  return found
}

describe('duels', () => {
  it('show two entries without names, can be changed, and end in chances to win', long, async () => {
    const room = await challengeRoom()
    const { bot, ada, ben, chidi, answer } = room
    const challenge = await voting(room, { voting: 'duels' })
    await bot.store.settings.set('guild', challenge.guildId, 'votingAgeDays', 0)
    const dora = bot.discord.addPerson('Dora')

    const ballot = await answer(announced(room, challenge).as(dora).press('Vote'))
    expect(ballot.ephemeral).toBe(true)
    expect(ballot.text).toContain('1 of 3')
    expect(ballot.text).toContain(ownChallenge.duelQuestion)
    expect(ballot.text).not.toMatch(/Ada|Ben|Chidi|an owl by|<@/)
    expect(await ballot.attachments()).toHaveLength(2)
    // Nobody decides about their own entry: two others make one pair.
    const bens = await answer(announced(room, challenge).as(ben).press('Vote'))
    expect(bens.text).toContain('1 of 1')
    const entries = await bot.store.challenges.entries(challenge.id)
    const own = entries.find(({ personId }) => personId === ben.id)?.id ?? ''
    expect(bens.controls.some(({ customId }) => customId.includes(own))).toBe(false)

    for (const who of [dora, ada, chidi]) await room.voteFor(who, challenge, ben)
    // Chidi's ballot has one pair with Ben in it. They change their mind.
    await bot.pass(2_000)
    const page = await answer(announced(room, challenge).as(chidi).press('Vote'))
    const other = page.controls.find(
      ({ customId }) => customId.startsWith('challenge-duel:') && customId.split(':')[3] === own,
    )
    await bot.pass(2_000)
    await (await page.press(other?.customId ?? '')).until(({ loading }) => !loading)
    expect(await bot.store.challenges.votesOf(challenge.id, chidi.id)).toHaveLength(1)

    await room.pass(25 * hour)
    await room.settled(challenge, 'ended')
    const podium = room.thread(challenge).find(({ text }) => text.includes('🏆'))
    // Ben won three duels, two of Dora and one of Ada, and lost the one of Chidi.
    expect(podium?.text).toMatch(new RegExp(`🥇 <@${ben.id}> · \\d+ % from 4 duels`))
    expect(podium?.text).toContain('Bradley–Terry')
    expect(bot.discord.violations()).toEqual([])
  })
})

describe('who may vote', () => {
  it('young accounts may not, and read from when on', long, async () => {
    const room = await challengeRoom()
    const challenge = await voting(room)
    const dora = room.bot.discord.addPerson('Dora')
    const refused = await room.answer(announced(room, challenge).as(dora).press('Vote'))
    expect(refused.text).toMatch(/^⚠️ Your Discord account is too young to vote here. You can vote from <t:\d+:f> on.$/)
    await room.bot.store.settings.set('guild', challenge.guildId, 'votingAgeDays', 0)
    await room.bot.pass(2_000)
    expect((await room.answer(announced(room, challenge).as(dora).press('Vote'))).text).toContain('1 of 3')
  })

  it('nobody after the end; and nobody sees a tally before, not even the starter', long, async () => {
    const room = await challengeRoom()
    const { bot, ada, ben, chidi, answer } = room
    const challenge = await voting(room)
    const ballot = await answer(announced(room, challenge).as(ben).press('Vote'))
    await room.voteFor(chidi, challenge, ben)
    await bot.pass(12_000)
    expect(
      room
        .thread(challenge)
        .map(({ text }) => text)
        .join('\n'),
    ).not.toMatch(/★ \d|from \d+ votes?/)
    const seen = await answer(announced(room, challenge).as(ada).press('Vote'))
    expect(seen.text).not.toMatch(/★ \d|from \d+ votes?/)
    expect((await room.command('list')).text).not.toMatch(/★|vote /)
    expect((await room.command('leaderboard')).text).toContain(ownChallenge.leaderboardEmpty)
    await room.pass(25 * hour)
    await room.settled(challenge, 'ended')
    expect((await answer(ballot.press('5 ★'))).text).toContain(challengeRefused.votingClosed)
  })

  it('orders the ballot differently for each voter, and the same again for one', long, async () => {
    const room = await challengeRoom()
    const { bot, answer } = room
    const challenge = await voting(room)
    await bot.store.settings.set('guild', challenge.guildId, 'votingAgeDays', 0)
    const firstOf = async (who: ReturnType<typeof bot.discord.addPerson>): Promise<string | undefined> => {
      await bot.pass(2_000)
      const ballot = await answer(announced(room, challenge).as(who).press('Vote'))
      return ballot.controls[0]?.customId.split(':')[2]
    }
    const guests = Array.from({ length: 8 }, (_, n) => bot.discord.addPerson(`Guest ${n}`))
    const firsts = []
    for (const guest of guests) firsts.push(await firstOf(guest))
    expect(new Set(firsts).size).toBeGreaterThan(1)
    expect(await firstOf(guests[0] ?? room.ben)).toBe(firsts[0])
  })
})

describe('a moderator', () => {
  it('removes an entry on the ballot for good, and votes on it no longer count', long, async () => {
    const room = await challengeRoom()
    const { bot, ada, ben, chidi, answer } = room
    const challenge = await voting(room)
    await room.voteFor(chidi, challenge, ben)
    await bot.pass(2_000)
    expect((await answer(announced(room, challenge).as(chidi).press('Vote'))).buttons).not.toContain('Remove entry')
    await bot.pass(2_000)
    let page = await answer(announced(room, challenge).as(ada).press('Vote'))
    const entries = await bot.store.challenges.entries(challenge.id)
    const bens = entries.find(({ personId }) => personId === ben.id)?.id ?? ''
    if (!page.controls.some(({ customId }) => customId.includes(bens)))
      page = await (await page.press('Next')).until(({ text }) => text.includes('2 of 2'))
    await (await page.press('Remove entry')).until(({ text }) => text.includes('1 of 1'))
    expect((await bot.store.challenges.entries(challenge.id)).map(({ id }) => id)).not.toContain(bens)
    await room.pass(25 * hour)
    await room.settled(challenge, 'ended')
    const podium = room.thread(challenge).find(({ text }) => text.includes('🏆'))
    expect(podium?.text).not.toContain(ben.id)
  })

  it('deletes the message of an entry: it leaves the count, and cannot come back', long, async () => {
    const room = await challengeRoom()
    const { bot, ben, answer } = room
    const owl = await room.drawElsewhere(ben)
    const challenge = await room.start()
    const note = await answer(owl.as(ben).press('Details'))
    await answer(note.press('Enter challenge'))
    expect(await bot.store.challenges.counts(challenge.id)).toMatchObject({ entries: 1 })
    await room.rest('DELETE', `/channels/${owl.channelId}/messages/${owl.id}`)
    await bot.until('the entry to go', async () => (await bot.store.challenges.entries(challenge.id)).length === 0)
    await bot.pass(2_000)
    expect((await answer(note.press('Enter challenge'))).text).toContain(challengeRefused.removedEntry)
  })

  it(
    'deletes messages while the bot is down: noticed at the start, and before the votes are counted',
    long,
    async () => {
      const room = await challengeRoom()
      const { bot, ada, ben, chidi, answer } = room
      const challenge = await room.start()
      const drawn = []
      for (const who of [ada, ben, chidi]) {
        const result = await room.drawElsewhere(who)
        await answer((await answer(result.as(who).press('Details'))).press('Enter challenge'))
        drawn.push(result)
      }
      // A private entry has no message that the bot could look up; it stays.
      const dora = bot.discord.addPerson('Dora')
      await room.draw(dora, challenge)
      await bot.kill()
      await room.rest('DELETE', `/channels/${drawn[1]?.channelId}/messages/${drawn[1]?.id}`)
      await bot.restart()
      await bot.until('the entry to go', async () => (await bot.store.challenges.entries(challenge.id)).length === 3)
      await room.pass(73 * hour)
      await room.settled(challenge, 'voting')
      await room.voteFor(dora, challenge, chidi).catch(() => undefined)

      await bot.kill()
      await room.rest('DELETE', `/channels/${drawn[2]?.channelId}/messages/${drawn[2]?.id}`)
      bot.discord.clock.setForward(25 * hour)
      await bot.restart()
      const ended = await room.settled(challenge, 'ended')
      const standings = await bot.store.challenges.standings(ended.id)
      expect(standings.map(({ personId }) => personId).sort()).toEqual([ada.id, dora.id].sort())
    },
  )
})

describe('the winner’s role', () => {
  it('goes from winner to winner, or the podium says what is missing', long, async () => {
    const room = await challengeRoom()
    const { bot, ada, ben, chidi } = room
    const guildId = bot.discord.channel('#challenges').guildId ?? ''
    const guild = bot.discord.local.context.world.guilds.get(guildId)
    const role = await room.rest('POST', `/guilds/${guildId}/roles`, { name: 'Winner' })
    await bot.store.settings.set('guild', guildId, 'winnerRole', role.id)
    const holders = () => [...(guild?.members.values() ?? [])].filter(({ roles }) => roles.includes(role.id))
    for (const winner of [ben, chidi]) {
      const challenge = await voting(room)
      for (const who of [ada, ben, chidi].filter((one) => one !== winner)) await room.voteFor(who, challenge, winner)
      await room.pass(25 * hour)
      await room.settled(challenge, 'ended')
      const podium = room.thread(challenge).find(({ text }) => text.includes('🏆'))
      expect(podium?.text).toContain(`<@&${role.id}> goes to the winner.`)
      expect(holders().map(({ userId }) => userId)).toEqual([winner.id])
    }
    // Above the bot's own role, Discord does not let it give any.
    const known = guild?.roles.get(role.id)
    if (known !== undefined) guild?.roles.set(role.id, { ...known, position: 9 })
    const third = await voting(room)
    await room.pass(25 * hour)
    await room.settled(third, 'ended')
    const podium = room.thread(third).find(({ text }) => text.includes('🏆'))
    expect(podium?.text).toContain(`I could not give <@&${role.id}>`)
  })
})
