import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Reply } from 'local-discord/testing'
import { challengeRoom } from '../harness/challenge-room.ts'
import { workClock } from '../harness/work-clock.ts'

const people = 1000
const second = 1000

it('1,000 votes by 1,000 people within ten seconds are acknowledged and counted', { timeout: 600_000 }, async () => {
  // The server fails what is not acknowledged within three seconds, by a clock that other processes do not move.
  const clock = workClock()
  const room = await challengeRoom({ time: 'system', clock })
  const { bot, ben, chidi } = room
  const challenge = await room.start()
  await bot.store.settings.set('guild', challenge.guildId, 'votingAgeDays', 0)
  await room.draw(ben, challenge)
  await room.draw(chidi, challenge)
  await room.command('end', { challenge: challenge.id })
  await room.settled(challenge, 'voting')
  const [voting] = room.thread(challenge).slice(-1)
  if (voting === undefined) throw new Error('the voting was not announced')
  const guests = Array.from({ length: people }, (_, n) => bot.discord.addPerson(`Voter ${n}`))

  /** Starts all presses within ten seconds: each at its moment, or as soon as those before are acknowledged. */
  async function overTenSeconds(press: (n: number) => Promise<Reply>): Promise<readonly Reply[]> {
    const begun = clock.monotonic()
    const waiting = new Set<number>()
    const replies: Promise<Reply>[] = []
    for (let n = 0; n < people; n += 1) {
      while (waiting.size > 0 && clock.monotonic() < begun + (10 * second * n) / people) await sleep(5)
      waiting.add(n)
      replies.push(press(n).finally(() => waiting.delete(n)))
    }
    return Promise.all(replies)
  }
  const opened = await overTenSeconds(async (n) => voting.as(guests[n] ?? ben).press('Vote'))
  expect(opened.filter(({ failure }) => failure !== null)).toEqual([])
  const pages = await Promise.all(opened.map((reply) => room.answer(Promise.resolve(reply))))
  // A third of them press twice.
  const again: Promise<Reply>[] = []
  const replies = await overTenSeconds(async (n) => {
    const label = `${1 + (n % 5)} ★`
    const page = pages[n]
    if (page === undefined) throw new Error('there is no ballot')
    const reply = page.press(label)
    if (n % 3 === 0) again.push(page.press(label))
    return reply
  })
  expect([...replies, ...(await Promise.all(again))].filter(({ failure }) => failure !== null)).toEqual([])
  await bot.until('all votes', async () => (await bot.store.challenges.votes(challenge.id)).length === people, 100)
  const votes = await bot.store.challenges.votes(challenge.id)
  expect(new Set(votes.map(({ voterId, entryId }) => `${voterId} ${entryId}`)).size).toBe(people)
  for (const [n, guest] of guests.entries())
    expect(votes.find(({ voterId }) => voterId === guest.id)?.value).toBe(1 + (n % 5))
  expect(await bot.store.challenges.counts(challenge.id)).toMatchObject({ voters: people })
  for (const guest of guests) guest.close()
})
