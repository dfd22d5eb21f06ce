import { ChannelType, Locale } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { challengeRefused, ownChallenge } from '#src/messages/challenges.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { file, type TestMessage } from 'local-discord/testing'
import { type ChallengeRoom, challengeRoom } from '../harness/challenge-room.ts'
import { colour } from '../harness/scripted-engine.ts'

const hour = 60 * 60_000
const week = 7 * 24 * hour
const long = { timeout: 240_000 }

/** A forum of the server; returns its id. */
function openForum({ bot }: ChallengeRoom): string {
  const { world, nextId } = bot.discord.local.context
  const forum = {
    ...bot.discord.channel('#challenges'),
    id: nextId(),
    name: 'contests',
    type: ChannelType.GuildForum,
  } as const
  world.channels.set(forum.id, forum)
  world.messages.set(forum.id, new Map())
  return forum.id
}

describe('a challenge in a forum', () => {
  it('is one post with the announcement, from entries to podium', long, async () => {
    const room = await challengeRoom()
    const { bot, ada, ben, chidi } = room
    const forum = openForum(room)
    const challenge = await room.start({ channel: { id: forum } })
    expect(challenge).toMatchObject({ channelId: forum, trouble: null, postsDue: 0 })
    const post = bot.discord.channel(challenge.threadId ?? '')
    expect(post).toMatchObject({ parentId: forum, name: 'Owls at night' })
    const [announcement] = room.thread(challenge)
    expect(announcement?.id).toBe(challenge.threadId)
    expect(announcement?.raw.pinned).toBe(true)
    expect(announcement?.text).toContain('0 entries by 0 people')
    for (const who of [ben, chidi]) expect((await room.draw(who, challenge)).text).toContain('It takes part')
    await bot.until('the counts', async () => {
      await bot.pass(1_000)
      return announcement?.now()?.text.includes('2 entries by 2 people') === true
    })
    await room.pass(73 * hour)
    await room.settled(challenge, 'voting')
    await room.voteFor(ada, challenge, ben)
    await room.pass(25 * hour)
    await room.settled(challenge, 'ended')
    expect(room.thread(challenge).find(({ text }) => text.includes('🏆'))?.text).toContain(`🥇 <@${ben.id}>`)
    expect(bot.discord.messages('#challenges').filter(({ ephemeral }) => !ephemeral)).toEqual([])
    expect(bot.discord.violations()).toEqual([])
  })

  it('refuses channels that take no threads', long, async () => {
    const room = await challengeRoom()
    const challenge = await room.start()
    const thread = challenge.threadId ?? ''
    // In a thread, the channel that it belongs to is meant.
    await room.bot.pass(2_000)
    await room.command('start', { theme: 'Moths' }, room.ada, thread)
    expect((await room.bot.store.challenges.unfinished()).map(({ channelId }) => channelId)).toEqual([
      challenge.channelId,
      challenge.channelId,
    ])
    const { world, nextId } = room.bot.discord.local.context
    const category = {
      ...room.bot.discord.channel('#challenges'),
      id: nextId(),
      type: ChannelType.GuildCategory,
    } as const
    world.channels.set(category.id, category)
    const said = await room.command('revive', { challenge: challenge.id, channel: { id: category.id } }).catch(String)
    expect(typeof said === 'string' ? said : said.text).toContain(
      typeof said === 'string' ? 'channel' : challengeRefused.channelKind,
    )
  })
})

describe('a given picture', () => {
  it('is what everybody inpaints: the one of the announcement fits, another one does not', long, async () => {
    const room = await challengeRoom()
    const { bot, ben, chidi } = room
    const photo = file('photo.png', (await colour(3, 96)).bytes)
    const challenge = await room.start({ picture: photo })
    expect(challenge.rules).toMatchObject({ mode: 'inpaint', picture: { name: 'photo.png' } })
    const [announcement] = room.thread(challenge)
    expect((await announcement?.attachments())?.map(({ bytes }) => Buffer.from(bytes))).toEqual([
      Buffer.from(photo.bytes),
    ])
    if (announcement === undefined) throw new Error('there is no announcement')

    const form = (await ben.contextMenu('Inpaint this', announcement)).modal
    const asked = await form.fill({ Prompt: 'an owl', Part: ['top'] }).submit()
    const look = await asked.until(({ buttons }) => buttons.includes('Draw'))
    /** Presses Draw and waits for the picture. */
    const drawnBy = async (message: TestMessage): Promise<TestMessage> => {
      const reply = await message.press('Draw')
      const drawn = () => reply.messages.find(({ buttons }) => buttons.includes('Details'))
      await bot.until('the picture', async () => {
        await bot.pass(250)
        return drawn() !== undefined
      })
      return drawn() ?? reply.message
    }
    expect((await drawnBy(look)).text).toContain(ownChallenge.drawnEntered('Owls at night'))
    const other = { prompt: 'an owl', picture: file('other.png', (await colour(4, 96)).bytes), region: 'top' }
    const shown = await (
      await chidi.in(challenge.threadId ?? '').slash('/inpaint', other)
    ).until(({ buttons }) => buttons.includes('Draw'))
    expect((await drawnBy(shown)).text).toContain(challengeRefused.rulePicture)
    expect((await room.draw(chidi, challenge, '/generate')).text).toContain(
      'asks for pictures drawn with `/inpaint`. Yours was drawn with `/generate`.',
    )
    expect(await bot.store.challenges.entries(challenge.id)).toMatchObject([{ personId: ben.id }])
  })
})

describe('a weekly challenge', () => {
  it('starts again each week with the next theme, also after a pause, until it is stopped', long, async () => {
    const room = await challengeRoom()
    const { bot } = room
    const guildId = bot.discord.channel('#challenges').guildId ?? ''
    const themes = async () => (await bot.store.challenges.ofGuild(guildId, 20)).map(({ theme }) => theme).toReversed()
    const said = await room.command('start', { theme: 'Owls', repeat: 'weekly', themes: 'Moths | Bats', entries: '1d' })
    expect(said.text).toContain('It comes again every week. Next: **Moths**')
    expect(await themes()).toEqual(['Owls'])
    await room.pass(week)
    expect(await themes()).toEqual(['Owls', 'Moths'])
    expect((await room.command('list')).text).toContain('next **Bats**')
    // Three weeks without the bot: one challenge, not three.
    await bot.kill()
    bot.discord.clock.setForward(3 * week)
    await bot.restart()
    await bot.pass(10_500)
    expect(await themes()).toEqual(['Owls', 'Moths', 'Bats'])
    await room.pass(week)
    expect(await themes()).toEqual(['Owls', 'Moths', 'Bats', 'Owls'])

    const [series] = await room.ada
      .in('#challenges')
      .autocomplete('/challenge cancel', { challenge: 'every' }, 'challenge')
    expect(series?.name).toContain('every week')
    expect((await room.command('cancel', { challenge: String(series?.value) })).text).toBe(ownChallenge.seriesStopped)
    await room.pass(2 * week)
    expect(await themes()).toHaveLength(4)
  })

  it('stops together with one of its challenges', long, async () => {
    const room = await challengeRoom()
    const [challenge] = [await room.start({ repeat: 'weekly' })]
    const said = await room.command('cancel', { challenge: challenge.id, series: true })
    expect(said.text).toContain(ownChallenge.cancelled)
    expect(said.text).toContain(ownChallenge.seriesStopped)
    expect(await room.bot.store.challenges.series()).toEqual([])
  })
})

describe('the language', () => {
  it('of what everybody reads is the server’s, of what one person reads their own', long, async () => {
    const room = await challengeRoom()
    const { bot, ada, ben, chidi } = room
    const guildId = bot.discord.channel('#challenges').guildId ?? ''
    await bot.store.settings.set('guild', guildId, 'language', 'de')
    const challenge = await room.start()
    const german = /Owls at night[\s\S]*Beiträge/
    expect(room.thread(challenge)[0]?.text).toMatch(german)
    await room.draw(ben, challenge, '/anagram', { prompt: 'an owl', second: 'a moon' })
    await room.draw(chidi, challenge)
    await room.pass(73 * hour)
    await room.settled(challenge, 'voting')
    await room.voteFor(ada, challenge, ben)
    chidi.setLocale(Locale.French)
    const voting = room.thread(challenge).at(-1)
    expect(voting?.buttons).toContain('Abstimmen')
    const ballot = await room.answer(voting?.as(chidi).press('Abstimmen') ?? Promise.reject(new Error('no voting')))
    expect(ballot.text).toContain(messagesIn('fr').ownChallenge.noStars)
    await room.pass(25 * hour)
    await room.settled(challenge, 'ended')
    const place = room.thread(challenge).find(({ text }) => text.includes('a moon') && !text.includes('🏆'))
    expect(place?.buttons).toContain('Drehen')
    const turned = await place?.as(ben).press('Drehen')
    const after = await turned?.until(({ text, loading }) => !loading && text !== place?.text)
    // Turning keeps the heading and the language.
    expect(after?.text.split('\n')[0]).toBe(place?.text.split('\n')[0])
    expect(after?.buttons).toContain('Drehen')
  })
})
