import { expect, it } from 'vitest'
import { challengeRoom } from '../harness/challenge-room.ts'

const hour = 60 * 60_000
const people = 1000

it('1,000 votes by 1,000 people are all counted, none twice, and each is answered', { timeout: 600_000 }, async () => {
  const room = await challengeRoom()
  const { bot, ben, chidi } = room
  const challenge = await room.start()
  await bot.store.settings.set('guild', challenge.guildId, 'votingAgeDays', 0)
  await room.draw(ben, challenge)
  await room.draw(chidi, challenge)
  await room.pass(73 * hour)
  await room.settled(challenge, 'voting')
  const [voting] = room.thread(challenge).slice(-1)
  if (voting === undefined) throw new Error('the voting was not announced')
  const guests = Array.from({ length: people }, (_, n) => bot.discord.addPerson(`Voter ${n}`))
  const pages = await Promise.all(guests.map((guest) => room.answer(voting.as(guest).press('Vote'))))

  // Everybody presses at once, and a third of them twice.
  const replies = await Promise.all([
    ...pages.map((page, n) => page.press(`${1 + (n % 5)} ★`)),
    ...pages.filter((_, n) => n % 3 === 0).map((page, n) => page.press(`${1 + ((3 * n) % 5)} ★`)),
  ])
  expect(replies.filter(({ failure }) => failure !== null)).toEqual([])
  await bot.until('all votes', async () => (await bot.store.challenges.votes(challenge.id)).length === people, 100)
  const votes = await bot.store.challenges.votes(challenge.id)
  expect(new Set(votes.map(({ voterId, entryId }) => `${voterId} ${entryId}`)).size).toBe(people)
  for (const [n, guest] of guests.entries())
    expect(votes.find(({ voterId }) => voterId === guest.id)?.value).toBe(1 + (n % 5))
  expect(await bot.store.challenges.counts(challenge.id)).toMatchObject({ voters: people })
  for (const guest of guests) guest.close()
})
