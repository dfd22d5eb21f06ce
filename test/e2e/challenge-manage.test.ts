import { describe, expect, it } from 'vitest'
import { challengeRefused, ownChallenge } from '#src/messages/challenges.ts'
import { fill } from '#src/messages/template.ts'
import { file } from 'local-discord/testing'
import { challengeRoom } from '../harness/challenge-room.ts'

const hour = 60 * 60_000
const long = { timeout: 240_000 }

describe('a challenge is managed', () => {
  it('edit: theme and rules until somebody has entered, then the theme and the number of entries', long, async () => {
    const room = await challengeRoom()
    const { bot, ben, chidi } = room
    const challenge = await room.start()
    const which = { challenge: challenge.id }
    const changes = {
      ...which,
      theme: 'Moths',
      words: 'moth',
      style: 'a sketch of',
      seed: 4,
      size: 64,
      voting: 'duels',
    }
    expect((await room.command('edit', changes)).text).toContain('Changed: <#')
    expect(await room.now(challenge)).toMatchObject({
      theme: 'Moths',
      voting: 'duels',
      rules: { words: ['moth'], style: 'a sketch of', seed: 4, size: 64 },
    })
    const [announcement] = room.thread(challenge)
    await bot.until('the new rules', async () => {
      await bot.pass(1_000)
      const text = announcement?.now()?.text ?? ''
      return text.includes('🏁 Moths') && text.includes('**moth**') && text.includes('seed 4')
    })

    const drawing = { prompt: 'a moth', style: 'a sketch of', seed: 4, size: 64 }
    for (const who of [ben, chidi]) {
      const drawn = await room.draw(who, challenge, '/anagram', { ...drawing, second: 'a leaf' })
      expect(drawn.text).toContain(ownChallenge.drawnEntered('Moths'))
    }
    expect((await room.command('edit', { ...which, words: 'owl' })).text).toBe(`⚠️ ${challengeRefused.rulesFixed}`)
    expect((await room.command('edit', { ...which, theme: '  ' })).text).toBe(`⚠️ ${challengeRefused.theme}`)
    await room.command('edit', { ...which, each: 3 })
    expect(await room.now(challenge)).toMatchObject({ entriesEach: 3, rules: { words: ['moth'] } })
    await room.command('end', which)
    await room.settled(challenge, 'voting')
    expect((await room.command('edit', { ...which, voting: 'stars' })).text).toBe(`⚠️ ${challengeRefused.votingFixed}`)
    expect((await room.command('edit', { ...which, theme: 'Moths at dusk' })).text).toContain('Changed')
  })

  it('extend and end: each phase', long, async () => {
    const room = await challengeRoom()
    const { ben, chidi } = room
    const challenge = await room.start()
    const which = { challenge: challenge.id }
    const extended = await room.command('extend', { ...which, by: '1d 6h' })
    const until = challenge.entriesEnd + 30 * hour
    expect(extended.text).toBe(ownChallenge.extended(`<t:${Math.floor(until / 1000)}:f>`))
    expect((await room.now(challenge)).entriesEnd).toBe(until)
    expect((await room.command('extend', { ...which, by: '60d' })).text).toBe(`⚠️ ${challengeRefused.tooLong}`)
    await room.draw(ben, challenge)
    await room.draw(chidi, challenge)
    expect((await room.command('end', which)).text).toBe(ownChallenge.ended)
    const voting = await room.settled(challenge, 'voting')
    await room.command('extend', { ...which, by: '2h' })
    expect((await room.now(challenge)).votesEnd).toBe((voting.votesEnd ?? 0) + 2 * hour)
    await room.command('end', which)
    await room.settled(challenge, 'ended')
    for (const subcommand of ['end', 'cancel'])
      expect((await room.command(subcommand, which)).text).toBe(`⚠️ ${challengeRefused.over}`)
    expect((await room.command('extend', { ...which, by: '1h' })).text).toBe(`⚠️ ${challengeRefused.over}`)
    expect((await room.command('edit', { ...which, theme: 'x' })).text).toBe(`⚠️ ${challengeRefused.over}`)
    expect((await room.command('revive', which)).text).toBe(`⚠️ ${challengeRefused.endedForGood}`)
  })

  it('cancel and revive: it goes on in its phase, with entries and votes', long, async () => {
    const room = await challengeRoom()
    const { bot, ada, ben, chidi } = room
    const challenge = await room.start()
    const which = { challenge: challenge.id }
    await room.draw(ben, challenge)
    expect((await room.command('revive', which)).text).toBe(`⚠️ ${challengeRefused.notOver}`)
    expect((await room.command('cancel', which)).text).toBe(ownChallenge.cancelled)
    expect(room.thread(challenge).at(-1)?.text).toContain('was cancelled')
    const late = await room.draw(chidi, challenge)
    expect(late.text).not.toContain('takes part')
    expect((await room.command('list')).text).toContain('cancelled')
    expect((await room.command('revive', { ...which, for: '2d' })).text).toContain('The challenge goes on')
    expect(await room.now(challenge)).toMatchObject({
      phase: 'entries',
      entriesEnd: bot.discord.clock.now() + 48 * hour,
    })
    await room.draw(chidi, challenge)
    await room.pass(49 * hour)
    await room.settled(challenge, 'voting')
    await room.voteFor(ada, challenge, chidi)
    await room.command('cancel', which)
    await bot.pass(2_000)
    await room.command('revive', which)
    expect(await room.now(challenge)).toMatchObject({ phase: 'voting' })
    expect(await bot.store.challenges.votesOf(challenge.id, ada.id)).toHaveLength(2)
    await room.pass(25 * hour)
    await room.settled(challenge, 'ended')
    expect(room.thread(challenge).find(({ text }) => text.includes('🏆'))?.text).toContain(`🥇 <@${chidi.id}>`)
  })

  it('only by whoever may: a permission, or the roles that the settings name', long, async () => {
    const room = await challengeRoom()
    const { bot, ben } = room
    const challenge = await room.start()
    const which = { challenge: challenge.id }
    const all = {
      start: { theme: 'x' },
      edit: { ...which, theme: 'x' },
      extend: { ...which, by: '1h' },
      end: which,
      cancel: which,
      revive: which,
    }
    for (const [subcommand, options] of Object.entries(all))
      expect((await room.command(subcommand, options, ben)).text, subcommand).toBe(`⚠️ ${challengeRefused.notAllowed}`)
    const role = await room.rest('POST', `/guilds/${challenge.guildId}/roles`, { name: 'Hosts' })
    const guild = bot.discord.local.context.world.guilds.get(challenge.guildId)
    guild?.members.get(ben.id)?.roles.push(role.id)
    expect((await room.command('extend', all.extend, ben)).text).toBe(`⚠️ ${challengeRefused.notAllowed}`)
    await bot.store.settings.set('guild', challenge.guildId, 'challengeRoles', [role.id])
    expect((await room.command('extend', all.extend, ben)).text).toContain('It goes on until')
    expect((await room.command('list', {}, ben)).text).toContain('Owls at night')
  })
})

describe('bad input gets its sentence, and nothing is begun', () => {
  const time = (option: string) => fill(challengeRefused.time, { option: `\`${option}\`` })
  const picture = file('photo.png', 'not a picture')

  it.each([
    ['an empty theme', { theme: ' \u00A0 ' }, challengeRefused.theme],
    ['entries: no time', { entries: 'soon' }, time('entries')],
    ['entries: too short', { entries: '4m' }, time('entries')],
    ['entries: too long', { entries: '61d' }, time('entries')],
    ['votes: no time', { votes: '1d and more' }, time('votes')],
    ['words: too many', { words: 'a,b,c,d,e,f,g,h,i,j,k' }, challengeRefused.words],
    ['words: none', { words: ', ,' }, challengeRefused.noWord],
    ['words: too long', { words: 'o'.repeat(41) }, challengeRefused.words],
    ['picture: with another mode', { picture, mode: 'generate' }, challengeRefused.pictureOfInpaint],
    [
      'picture: too large',
      { picture: file('big.png', new Uint8Array(10 * 1024 * 1024 + 1)) },
      challengeRefused.pictureTooLarge,
    ],
    ['picture: none', { picture, mode: 'inpaint' }, 'photo.png'],
    ['themes: without a repetition', { themes: 'Moths | Bats' }, challengeRefused.themes],
    ['themes: too many', { repeat: 'weekly', themes: 'x|'.repeat(53) }, challengeRefused.tooManyThemes],
    ['themes: too long', { repeat: 'weekly', themes: 'x'.repeat(101) }, challengeRefused.tooManyThemes],
  ] as const)('%s', long, async (_, options, sentence) => {
    const room = await challengeRoom({ fileSizeLimit: 25 * 1024 * 1024 })
    const said = await room.command('start', { theme: 'Owls', ...options })
    expect(said.text).toContain(sentence)
    expect(said.ephemeral).toBe(true)
    expect(await room.bot.store.challenges.unfinished()).toEqual([])
    expect(await room.bot.store.challenges.series()).toEqual([])
  })

  it('of the other subcommands', long, async () => {
    const room = await challengeRoom()
    const challenge = await room.start()
    const which = { challenge: challenge.id }
    for (const subcommand of ['edit', 'end', 'cancel', 'revive'])
      expect((await room.command(subcommand, { challenge: 'nothing' })).text).toBe(`⚠️ ${challengeRefused.noSuch}`)
    expect((await room.command('cancel', { challenge: 'series:nothing' })).text).toBe(`⚠️ ${challengeRefused.noSuch}`)
    expect((await room.command('extend', { ...which, by: '-3h' })).text).toBe(`⚠️ ${time('by')}`)
    await room.command('cancel', which)
    expect((await room.command('revive', { ...which, for: 'ever' })).text).toBe(`⚠️ ${time('for')}`)
    expect(await room.now(challenge)).toMatchObject({ phase: 'cancelled' })
    expect((await room.command('leaderboard', { season: '1999-q1' })).text).toContain(ownChallenge.leaderboardEmpty)
    expect((await room.command('leaderboard', { season: 'spring' })).text).toMatch(/such as \d{4}-Q\d/)
  })
})
