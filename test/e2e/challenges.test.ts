import { expect, it } from 'vitest'
import type { TestMessage } from 'local-discord/testing'
import { challengeRoom } from '../harness/challenge-room.ts'

const hour = 60 * 60_000

/** Each picture that a message hides. */
const spoilers = ({ raw }: TestMessage): readonly string[] =>
  JSON.stringify(raw.components).match(/"spoiler":true/g) ?? []

it(
  'a challenge goes from its start over entries and blind votes to the podium, by itself',
  { timeout: 240_000 },
  async () => {
    const room = await challengeRoom()
    const { bot, ada, ben, chidi } = room
    const challenge = await room.start({ words: 'owl' })
    expect(challenge).toMatchObject({ phase: 'entries', trouble: null, postsDue: 0 })

    const [invitation] = bot.discord.messages('#challenges').filter(({ ephemeral }) => !ephemeral)
    expect(invitation?.text).toContain('Owls at night')
    const [announcement] = room.thread(challenge)
    expect(announcement?.text).toContain('have these words in its prompt: **owl**')
    expect(announcement?.text).toContain('0 entries by 0 people')
    expect(announcement?.raw.pinned).toBe(true)
    expect(announcement?.text).toContain(`<t:${Math.floor(challenge.entriesEnd / 1000)}:R>`)

    // Entering by drawing: privately, and at once.
    const byBen = await room.draw(ben, challenge, '/anagram', {
      prompt: 'an owl',
      second: 'a moon',
      seed: 3,
      spoiler: true,
    })
    expect(byBen.ephemeral).toBe(true)
    expect(byBen.text).toContain('It takes part in **Owls at night**')
    const byFox = await room.draw(chidi, challenge, '/generate', { prompt: 'a fox' })
    expect(byFox.text).toContain('asks for the word “owl” in the prompt')
    await room.draw(chidi, challenge, '/generate', { prompt: 'a snow owl', seed: 5 })
    await room.draw(ada, challenge, '/generate', { prompt: 'an owl of glass', seed: 6 })
    await room.pass(20_000)
    await bot.until('the counts', () => announcement?.now()?.text.includes('3 entries by 3 people') === true)

    await room.pass(72 * hour)
    await room.settled(challenge, 'voting')
    const [voting] = room.thread(challenge).slice(-1)
    if (voting === undefined) throw new Error('the voting was not announced')
    expect(voting.text).toContain('Vote: Owls at night')

    // Blind: no names, no prompts, none of one's own.
    const ballot = await room.answer(voting.as(ben).press('Vote'))
    expect(ballot.ephemeral).toBe(true)
    expect(ballot.text).toContain('1 of 2')
    expect(ballot.text).not.toMatch(/owl of|snow|Ada|Chidi|<@/)
    const [file] = await ballot.attachments()
    expect(file?.filename).toBe('entry-1.png')
    expect(Buffer.from(file?.bytes ?? []).includes('owl')).toBe(false)

    // Everybody gives Chidi's snow owl five stars, and the others one.
    const entries = await bot.store.challenges.entries(challenge.id)
    for (const voter of [ada, ben, chidi]) {
      // A second press within a moment would count as a double click.
      await bot.pass(2_000)
      let page = await room.answer(voting.as(voter).press('Vote'))
      for (let n = 0; n < 2; n += 1) {
        const shown = page.controls
          .find(({ customId }) => customId.startsWith('challenge-star:'))
          ?.customId.split(':')[2]
        const owner = entries.find(({ id }) => id === shown)?.personId
        expect(owner).not.toBe(voter.id)
        const reply = await page.press(owner === chidi.id ? '5 ★' : '1 ★')
        page = await reply.until(({ text }) => text.includes('You gave') || text.includes('How many'))
      }
    }
    expect(voting.now()?.text).not.toMatch(/★/)

    await room.pass(24 * hour)
    await room.settled(challenge, 'ended')
    const [podium, ...places] = room.thread(challenge).slice(-4)
    if (podium === undefined) throw new Error('there is no podium')
    expect(podium.text).toContain(`🥇 <@${chidi.id}> · ★ 4.00 from 2 votes`)
    expect(podium.text).toContain('a snow owl')
    expect(podium.text).toContain('seed 5')
    expect(await podium.attachments()).toHaveLength(3)
    expect(places.map(({ text }) => text.split('\n')[0])).toEqual([
      expect.stringContaining(`The winner: <@${chidi.id}>`),
      expect.stringContaining('Second place'),
      expect.stringContaining('Third place'),
    ])
    const gallery = await room.answer(podium.as(ben).press('All entries'))
    const anagram = places.find(({ text }) => text.includes('a moon'))
    // Ben drew it behind a spoiler, and the podium hides what it hid.
    expect(podium.text).toMatch(/\|\|[^|]*a moon[^|]*\|\|/)
    expect(JSON.stringify([podium.raw.components, gallery.raw.components])).not.toMatch(/"description":"[^"]*a moon/)
    expect(spoilers(podium)).toEqual(spoilers(gallery))
    expect(spoilers(podium)).toHaveLength(1)
    expect(anagram?.buttons).toEqual(expect.arrayContaining(['Turn', 'Animate']))
    expect(gallery.ephemeral).toBe(true)
    expect(await gallery.attachments()).toHaveLength(3)

    const card = await room.answer(ben.slash('/privacy'))
    await (
      await (await card.press('Delete everything of mine')).modal.submit()
    ).until(({ text }) => text.includes('✅'))
    await bot.until('the podium without Ben', async () => {
      await bot.pass(1_000)
      return podium.now()?.text.includes(ben.id) === false
    })
    expect(podium.now()?.text).not.toContain('a moon')
    expect(podium.now()?.text).toContain(`🥇 <@${chidi.id}> · ★ 4.00 from 2 votes`)
    expect(await podium.now()?.attachments()).toHaveLength(2)

    const board = await room.command('leaderboard')
    expect(board.text).toContain(`1. <@${chidi.id}> · 5 points · 1 win in 1 challenge`)
    expect(bot.discord.violations()).toEqual([])
  },
)
