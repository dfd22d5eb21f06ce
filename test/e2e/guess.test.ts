import { isDeepStrictEqual } from 'node:util'
import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { textsOf } from '#src/image/png-chunks.ts'
import { guessRoom } from '../harness/guess-room.ts'

const minute = 60_000
const long = { timeout: 240_000 }

describe('a round with a picture of a person', () => {
  it('covers its prompts down to the bytes of its files, whatever is pressed', long, async () => {
    const room = await guessRoom()
    const { bot, chidi } = room
    const { round, post } = await room.give({ prompt: 'a wombat', second: 'a platypus' })
    expect(round).toMatchObject({ phase: 'open', giverId: room.ben.id, hints: 0 })
    expect(post.buttons).toEqual(['Guess', 'End round'])
    await room.pass(13 * minute)
    await bot.until('all hints', async () => {
      await bot.pass(250)
      return (await post.now()?.attachments())?.length === 2
    })
    const shown = post.now() ?? post
    expect(JSON.stringify(shown.raw)).not.toMatch(/wombat|platypus|anagram|seed/i)
    const files = await shown.attachments()
    expect(files.map(({ filename }) => filename)).toEqual(['guess-1.webp', 'guess-2.webp'])
    for (const { bytes } of files) {
      expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/wombat|platypus|duckrabbit|recipe/i)
      expect(textsOf(bytes)).toEqual([])
      const sum = createHash('sha256').update(bytes).digest('hex')
      expect(await bot.store.results.ofPicture(sum)).toEqual([])
    }
    const recipe = await room.answer(chidi.contextMenu('Show recipe', shown))
    expect(recipe.text).not.toMatch(/wombat|platypus/)
    const details = (await bot.store.messages.get(shown.id)) ?? 'nothing'
    expect(details).toBe('nothing')
    expect(bot.discord.violations()).toEqual([])
  })

  it('is won by whoever finds everything first, and shows the solution with Turn and Animate', long, async () => {
    const room = await guessRoom()
    const { bot, ada, ben, chidi } = room
    const { round, post } = await room.give()
    const first = await room.guess(chidi, post, 'a goose', 'Bunnies')
    expect(first.ephemeral).toBe(true)
    expect(first.text).toContain('❌ **a goose** is not in it')
    expect(first.text).toContain('✅ **Bunnies** is right')
    expect(first.text).toContain('You have found 1 of 2')
    expect((await room.guess(ada, post, 'an eagle')).text).toContain('🟡 **an eagle** is close')

    const own = await post.as(ben).press('Guess')
    expect((await own.next()).text).toContain('only the others can guess')

    await bot.until('the counts', async () => {
      await bot.pass(1_000)
      return post.now()?.text.includes('2 people have guessed · 1 found something') === true
    })
    // New counts are a new text under the same files.
    expect(post.now()?.raw.attachments.map(({ id }) => id)).toEqual(post.raw.attachments.map(({ id }) => id))

    const { modal } = await post.as(ada).press('Guess')
    const won = await room.guess(chidi, post, 'the DUCK!')
    expect(won.text).toContain('You win the round')
    await bot.until('the solution', async () => !(await room.now(round)).postsDue)
    expect(await room.now(round)).toMatchObject({ phase: 'ended', outcome: 'won', winnerId: chidi.id })
    expect(post.now()?.text).toContain(`<@${chidi.id}> found everything first`)
    expect(post.now()?.buttons).toEqual([])
    const solution = room.posts().at(-1)
    expect(solution?.text).toContain(`🏆 <@${chidi.id}>`)
    expect(solution?.text).toContain('a duck')
    expect(solution?.text).toContain('a rabbit')
    expect(solution?.buttons).toEqual(expect.arrayContaining(['Turn', 'Animate', 'Details']))

    const late = await room.answer(modal.fill({ 'guess-1': 'a duck' }).submit())
    expect(late.text).toContain('That round is over')
    const board = await room.command('leaderboard')
    expect(board.text).toContain(`1. <@${chidi.id}> · 5 points · 1 win in 1 round`)
    expect(board.text).toContain(`2. <@${ada.id}> · 0 points`)
    expect(bot.discord.violations()).toEqual([])
  })

  it('gives hints over time, and ends by itself', long, async () => {
    const room = await guessRoom()
    const { bot, chidi } = room
    const { round, post } = await room.give({ spoiler: true })
    expect(JSON.stringify(post.raw.components)).toContain('"spoiler":true')
    const [soft] = await post.attachments()
    await room.guess(chidi, post, 'a duck')
    await room.pass(5 * minute)
    const first = async () => (await post.now()?.attachments())?.[0]?.bytes ?? soft?.bytes
    await bot.until('the sharper picture', async () => !isDeepStrictEqual(await first(), soft?.bytes))
    await room.pass(5 * minute)
    await bot.until('the turned picture', async () => (await post.now()?.attachments())?.length === 2)
    await room.pass(5 * minute)
    await bot.until(
      'the end',
      async () => (await room.now(round)).phase === 'ended' && !(await room.now(round)).postsDue,
    )
    expect(post.now()?.text).toContain('The time is over')
    const solution = room.posts().at(-1)
    expect(solution?.text).toContain(`<@${chidi.id}> found 1 · 1 point`)
    expect(solution?.text).toContain('||')
    expect(JSON.stringify(solution?.raw.components)).toContain('"spoiler":true')
  })

  it('is opened by the button under Details, and says that the prompts were public', long, async () => {
    const room = await guessRoom()
    const { bot, ben, chidi } = room
    const shown = await room.illusion({ private: false })
    const { guildId } = bot.discord.channel('#playground')
    await bot.store.settings.set('guild', guildId ?? '', 'enforced', ['spoiler'])
    const moving = await room.answer(shown.as(ben).press('Animate'))
    expect(JSON.stringify(moving.raw.components)).toContain('"spoiler":true')
    const details = await room.answer(shown.as(ben).press('Details'))
    const said = await room.answer(details.as(ben).press('Guess the picture'))
    expect(said.text).toContain('The round is open for 15 minutes')
    expect(said.text).toContain('whoever saw it knows the answer')
    expect(JSON.stringify(room.posts().at(-1)?.raw.components)).toContain('"spoiler":true')
    await bot.pass(2_000)
    const again = await room.answer(details.as(ben).press('Guess the picture'))
    expect(again.text).toContain('A round is going on in this channel')
    const others = await room.answer(shown.as(chidi).press('Details'))
    const refused = await room.answer(others.as(chidi).press('Guess the picture'))
    expect(refused.text).not.toContain('The round is open')
  })
})

describe('a round with a picture of the bot', () => {
  it('is drawn through the queue, belongs to nobody, and can be guessed by its starter', long, async () => {
    const room = await guessRoom()
    const { bot, ben, chidi } = room
    bot.engine.hold(0)
    const said = await room.command('start', { minutes: 10 })
    expect(said.text).toContain('I am drawing a picture')
    await bot.until('the drawing', () => bot.engine.running === 1)
    const round = await bot.store.guess.ofChannel(bot.discord.channel('#playground').id)
    if (round === null) throw new Error('there is no round')
    const job = await bot.store.jobs.get(round.jobId ?? '')
    expect(job?.personId).not.toBe(ben.id)
    expect(await bot.store.jobs.ofPerson(ben.id, 9)).toEqual([])
    expect(bot.discord.violations()).toEqual([])
    bot.engine.release()
    await bot.until('the round', async () => {
      await bot.pass(500)
      return room.posts().length === 1
    })
    const post = room.posts().at(-1)
    const prompts = (job?.request.mode === 'anagram' && job.request.readings.map(({ prompt }) => prompt)) || []
    const parts = (job?.request.mode === 'hybrid' && job.request.parts.map(({ prompt }) => prompt)) || []
    const answers = [...prompts, ...parts]
    expect(answers).toHaveLength(2)
    for (const one of answers) expect(JSON.stringify([post?.raw, said.raw])).not.toContain(one)
    if (post === undefined) throw new Error('there is no message')
    expect((await room.guess(ben, post, ...answers)).text).toContain('You win the round')
    expect((await room.command('leaderboard', {}, chidi)).text).toContain('5 points')
  })

  it('takes its picture back where the round is cancelled before it is drawn', long, async () => {
    const room = await guessRoom()
    const { bot, ben, chidi } = room
    bot.engine.hold(0)
    await room.command('start')
    await bot.until('the drawing', () => bot.engine.running === 1)
    await bot.until('its job', async () => typeof (await bot.store.guess.unfinished())[0]?.jobId === 'string')
    const [round] = await bot.store.guess.unfinished()
    expect((await room.command('start', {}, chidi)).text).toContain('A round is going on in this channel')
    expect((await room.command('cancel', {}, chidi)).text).toContain('Only whoever started the round')
    expect((await room.command('cancel', {}, ben)).text).toContain('The round is cancelled')
    bot.engine.release()
    await bot.until('the end of the drawing', () => bot.engine.running === 0)
    await room.pass(minute)
    await bot.until('the end of the round', async () => (await bot.store.guess.unfinished()).length === 0)
    await bot.until('the removal of the job', async () => (await bot.store.jobs.get(round?.jobId ?? '')) === null)
    expect(room.posts()).toEqual([])
    expect((await room.command('cancel', {}, ben)).text).toContain('No round is going on')

    // The same where it is cancelled between its row and its job.
    const { guess } = bot.store
    const { setJob } = guess
    const jobs: string[] = []
    guess.setJob = async (id, jobId) => {
      jobs.push(jobId)
      await guess.end(id, 'cancelled')
      return setJob(id, jobId)
    }
    expect((await room.command('start', {}, chidi)).text).toContain('That round is over')
    expect(jobs).toHaveLength(1)
    await bot.until('the removal of the job', async () => (await bot.store.jobs.get(jobs[0] ?? '')) === null)
    await bot.until('the end of the drawing', () => bot.engine.running === 0)
  })

  it('says in the channel that the picture could not be drawn', long, async () => {
    const room = await guessRoom()
    room.bot.engine.failWith(new Error('out of paint'))
    await room.command('start')
    await room.bot.until('the message', async () => {
      await room.bot.pass(500)
      return room.posts().at(-1)?.text.includes('could not be drawn') === true
    })
    await room.bot.until('the end of the round', async () => (await room.bot.store.guess.unfinished()).length === 0)
  })
})

describe('what is refused', () => {
  it('says what to do', long, async () => {
    const room = await guessRoom()
    const { bot, ada, chidi } = room
    const { post } = await room.give()
    expect((await room.guess(chidi, post, '?!')).text).toContain('There is no word in that')
    expect((await room.guess(chidi, post, 'cat, dog, fox')).text).toContain('Name 2 things at most')
    for (let round = 0; round < 6; round += 1) await room.guess(chidi, post, 'a cat')
    await bot.pass(2_000)
    const stopped = await post.as(chidi).press('Guess')
    expect((await stopped.next()).text).toMatch(/you can guess again <t:\d+:R>/)
    await room.pass(minute)
    expect((await room.guess(chidi, post, 'a cat')).text).toContain('is not in it')
    expect((await room.answer(post.as(chidi).press('End round'))).text).toContain('Only whoever started the round')
    const ended = await post.as(ada).press('End round')
    expect((await ended.until(({ text }) => text.includes('The round is over'))).ephemeral).toBe(true)
    expect((await room.command('start', { picture: 'nothing' })).text).toContain('no such picture of yours')

    // What is typed is compared before the store is asked about each picture.
    const asked = vi.spyOn(bot.store.results, 'ofJob')
    const choices = (picture: string) => room.ben.in('#playground').autocomplete('/guess start', { picture }, 'picture')
    expect(await choices('no such prompt')).toEqual([])
    expect(asked).not.toHaveBeenCalled()
    expect(await choices('duck')).toHaveLength(1)
    expect(asked).toHaveBeenCalledOnce()
    const [job] = await bot.store.jobs.ofPerson(room.ben.id, 1)
    expect((await room.command('start', { picture: job?.id ?? '' }, chidi)).text).toContain('no such picture of yours')
  })

  it('a channel and people whom the server has not named', long, async () => {
    const room = await guessRoom()
    const { bot, ada, ben } = room
    const { id, guildId } = bot.discord.channel('#pictures')
    await bot.store.settings.set('guild', guildId ?? '', 'guessChannels', [id])
    expect((await room.command('start')).text).toContain(`Rounds are played in <#${id}>`)
    await bot.store.settings.remove('guild', guildId ?? '', 'guessChannels')
    await bot.store.settings.set('guild', guildId ?? '', 'guessRoles', ['123456789012345678'])
    expect((await room.command('start', {}, ben)).text).toContain('Only people with a role')
    expect((await room.command('start', {}, ada)).text).toContain('I am drawing')
  })

  it('a channel in which the bot may not write', long, async () => {
    const room = await guessRoom()
    const channel = room.bot.discord.channel('#playground')
    channel.overwrites.push({ id: room.bot.discord.local.context.world.bot.id, type: 1, allow: 0n, deny: 1n << 11n })
    expect((await room.command('start')).text).toContain('I may not post a picture in this channel')
  })
})
