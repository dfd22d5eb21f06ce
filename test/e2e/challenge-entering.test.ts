import { describe, expect, it } from 'vitest'
import { ownChallenge } from '#src/messages/challenges.ts'
import type { TestMessage, TestPerson } from 'local-discord/testing'
import { type ChallengeRoom, challengeRoom } from '../harness/challenge-room.ts'

const long = { timeout: 240_000 }

/** The private note under a result, as somebody reads it. */
const detailsOf = ({ bot, answer }: ChallengeRoom, result: TestMessage, who: TestPerson): Promise<TestMessage> =>
  bot.pass(2_000).then(() => answer(result.as(who).press('Details')))

describe('Enter under an earlier result', () => {
  it('is offered to its owner while a challenge takes entries, and names the rule that is broken', long, async () => {
    const room = await challengeRoom()
    const { bot, ben, chidi, answer } = room
    const owl = await room.drawElsewhere(ben, '/generate', { prompt: 'an owl', seed: 3 })
    const fox = await room.drawElsewhere(ben, '/generate', { prompt: 'a fox', seed: 4 })
    expect((await detailsOf(room, owl, ben)).buttons).not.toContain('Enter challenge')
    const challenge = await room.start({ words: 'owl' })

    const note = await detailsOf(room, owl, ben)
    expect(note.buttons).toContain('Enter challenge')
    expect((await detailsOf(room, owl, chidi)).buttons).not.toContain('Enter challenge')
    const entered = await answer(note.press('Enter challenge'))
    expect(entered.ephemeral).toBe(true)
    expect(entered.text).toContain(ownChallenge.entered('Owls at night'))
    expect(await bot.store.challenges.entries(challenge.id)).toHaveLength(1)

    const refused = await answer((await detailsOf(room, fox, ben)).press('Enter challenge'))
    expect(refused.text).toBe('⚠️ This challenge asks for the word “owl” in the prompt. Yours does not have it.')
    // A button that was shown earlier says so when it is too late.
    await room.command('cancel', { challenge: challenge.id })
    await bot.pass(2_000)
    expect((await answer(note.press('Enter challenge'))).text).toContain('No challenge takes entries here')
    expect((await detailsOf(room, owl, ben)).buttons).not.toContain('Enter challenge')
  })

  it('asks which challenge is meant where there are several', long, async () => {
    const room = await challengeRoom()
    const { bot, ben, answer } = room
    const owl = await room.drawElsewhere(ben)
    await room.start({ theme: 'Birds' })
    await bot.pass(2_000)
    const second = await room.start({ theme: 'Night' })
    const menu = await answer((await detailsOf(room, owl, ben)).press('Enter challenge'))
    const reply = await menu.select(ownChallenge.whichChallenge, [second.id])
    const entered = await reply.until(({ text }) => text.includes('takes part in **Night**'))
    expect(entered.buttons).toContain('Withdraw 1')
    const entries = await bot.store.challenges.entries(second.id)
    expect(entries).toMatchObject([{ personId: ben.id }])

    // With six more, of which two are no longer kept, the gallery of the podium has two pages.
    await room.drawElsewhere(ben, '/generate', { prompt: 'owls', count: 4, size: 64 })
    const [owls] = await bot.store.jobs.ofPerson(ben.id, 1)
    for (let picture = 0; picture < 6; picture += 1) {
      const entry = { challengeId: second.id, jobId: owls?.id ?? '', picture }
      await bot.store.challenges.enter({ ...entry, personId: `10000000000000000${picture}` })
    }
    for (const phase of ['voting', 'ended'] as const) {
      await room.command('end', { challenge: second.id })
      await room.settled(second, phase)
    }
    const podium = room.thread(await room.now(second)).find(({ buttons }) => buttons.includes('All entries'))
    if (podium === undefined) throw new Error('there is no podium')
    const first = await answer(podium.as(ben).press('All entries'))
    expect(first.text).toContain('page 1 of 2')
    // The files of a page go with it.
    const files = await first.attachments()
    const last = await (await first.press('Next')).until(({ text }) => text.includes('page 2 of 2'))
    expect([...files, ...(await last.attachments())]).toHaveLength(5)
    expect(last.buttons).toEqual(['Back'])
    await bot.pass(2_000)
    const back = await (await last.press('Back')).until(({ text }) => text.includes('page 1 of 2'))
    expect(back.text).toBe(first.text)
    expect(bot.discord.violations()).toEqual([])
  })

  it.each([
    [
      'mode',
      { mode: 'anagram' },
      'This challenge asks for pictures drawn with `/anagram`. Yours was drawn with `/generate`.',
    ],
    ['words', { words: 'owl, moon' }, 'This challenge asks for the word “moon” in the prompt. Yours does not have it.'],
    [
      'style',
      { style: 'an oil painting of' },
      'This challenge asks for the style “an oil painting of”. Yours does not have it.',
    ],
    ['seed', { seed: 5 }, 'This challenge asks for the seed 5. Yours has 3.'],
    ['size', { size: 64 }, 'This challenge asks for pictures of 64 px. Yours has 256 px.'],
  ] as const)('a picture that breaks the rule %s', long, async (_, rules, sentence) => {
    const room = await challengeRoom()
    const owl = await room.drawElsewhere(room.ben, '/generate', { prompt: 'an owl', seed: 3, size: 256 })
    const challenge = await room.start(rules)
    const refused = await room.answer((await detailsOf(room, owl, room.ben)).press('Enter challenge'))
    expect(refused.text).toBe(`⚠️ ${sentence}`)
    // Drawn in the thread, the picture is kept, and the same sentence stands below it.
    const drawn = await room.draw(room.ben, challenge, '/generate', { prompt: 'an owl', seed: 3, size: 256 })
    expect(drawn.text).toContain(sentence)
    expect(await room.bot.store.challenges.entries(challenge.id)).toEqual([])
  })
})

describe('one’s own entries', () => {
  it('are replaced and withdrawn from the announcement', long, async () => {
    const room = await challengeRoom()
    const { bot, ben, answer } = room
    const challenge = await room.start()
    await room.draw(ben, challenge, '/generate', { prompt: 'a first owl', seed: 1 })
    const second = await room.draw(ben, challenge, '/generate', { prompt: 'a second owl', seed: 2 })
    expect(second.text).toContain(ownChallenge.drawnFull('Owls at night'))
    const several = await room.draw(ben, challenge, '/generate', { prompt: 'owls', count: 2, seed: 3 })
    expect(several.text).toContain(ownChallenge.drawnSeveral('Owls at night'))

    const [announcement] = room.thread(challenge)
    const own = await answer(announcement?.as(ben).press('Enter') ?? Promise.reject(new Error('no announcement')))
    expect(own.ephemeral).toBe(true)
    const jobs = await bot.store.jobs.ofPerson(ben.id, 10)
    const latest = jobs.find(({ request }) => JSON.stringify(request).includes('a second owl'))?.id ?? ''
    const replaced = await (
      await own.select(ownChallenge.choose, [`${latest}.0`])
    ).until(({ text }) => text.includes(ownChallenge.replaced('Owls at night')))
    expect(await bot.store.challenges.entries(challenge.id)).toMatchObject([{ jobId: latest, picture: 0 }])

    await bot.pass(2_000)
    const withdrawn = await (
      await replaced.press('Withdraw 1')
    ).until(({ text }) => text.includes(ownChallenge.withdrawn))
    expect(withdrawn.text).toContain(ownChallenge.noEntries)
    expect(await bot.store.challenges.entries(challenge.id)).toEqual([])
    await bot.pass(2_000)
    await (
      await withdrawn.select(ownChallenge.choose, [`${latest}.0`])
    ).until(({ text }) => text.includes(ownChallenge.entered('Owls at night')))
    expect(await bot.store.challenges.entries(challenge.id)).toHaveLength(1)
  })

  it('with several a person, a menu asks which one is replaced', long, async () => {
    const room = await challengeRoom()
    const { bot, ben, answer } = room
    const challenge = await room.start({ each: 2 })
    for (const seed of [1, 2, 3]) await room.draw(ben, challenge, '/generate', { prompt: `owl ${seed}`, seed })
    const [first, second] = await bot.store.challenges.entries(challenge.id)
    const [announcement] = room.thread(challenge)
    const own = await answer(announcement?.as(ben).press('Enter') ?? Promise.reject(new Error('no announcement')))
    const jobs = await bot.store.jobs.ofPerson(ben.id, 10)
    const third = jobs.find(({ id }) => id !== first?.jobId && id !== second?.jobId)?.id ?? ''
    const asked = await (
      await own.select(ownChallenge.choose, [`${third}.0`])
    ).until(({ text }) => text.includes(ownChallenge.replaceWhich))
    await bot.pass(2_000)
    await (
      await asked.select(ownChallenge.replaceMenu, [first?.id ?? ''])
    ).until(({ text }) => text.includes(ownChallenge.replaced('Owls at night')))
    const now = await bot.store.challenges.entries(challenge.id)
    expect(new Set(now.map(({ jobId }) => jobId))).toEqual(new Set([second?.jobId, third]))
    expect(await bot.store.challenges.counts(challenge.id)).toMatchObject({ entries: 2, entrants: 1 })
  })
})
