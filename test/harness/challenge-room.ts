import { onTestFinished } from 'vitest'
import type { Challenge } from '#src/community/challenges/challenge.ts'
import type { Options, Reply, TestMessage, TestPerson } from 'local-discord/testing'
import { startBot, type TestBot, type TestBotOptions } from './start-bot.ts'

/** A bot whose time stands still, with what people do in challenges. */
export interface ChallengeRoom {
  readonly bot: TestBot
  readonly ada: TestPerson
  readonly ben: TestPerson
  readonly chidi: TestPerson
  /** Ada runs `/challenge …` and reads the answer. */
  command(subcommand: string, options?: Options, who?: TestPerson, channel?: string): Promise<TestMessage>
  /** Ada starts a challenge in #challenges. */
  start(options?: Options): Promise<Challenge>
  /** The challenge as it is now. */
  now(challenge: Challenge): Promise<Challenge>
  /** Somebody draws in the thread and reads the private result. */
  draw(who: TestPerson, challenge: Challenge, command?: string, options?: Options): Promise<TestMessage>
  /** The messages of the bot in the thread that everybody sees. */
  thread(challenge: Challenge): readonly TestMessage[]
  /** Somebody draws in another channel, for everyone to see. */
  drawElsewhere(who: TestPerson, command?: string, options?: Options): Promise<TestMessage>
  /** Calls the API as a moderator's app might, for example to delete a message or to make a role. */
  rest(method: string, path: string, body?: object): Promise<{ readonly id: string }>
  /** Somebody votes on their whole ballot: five stars, or the duel, for the entries of `favourite`; else one star. */
  voteFor(who: TestPerson, challenge: Challenge, favourite: TestPerson): Promise<TestMessage>
  /** Time passes, and what is due happens. */
  pass(milliseconds: number): Promise<void>
  /** Until the challenge is in this phase with all its messages. */
  settled(challenge: Challenge, phase: Challenge['phase']): Promise<Challenge>
  /** The answer to a press, once it is no longer loading. */
  answer(reply: Promise<Reply>): Promise<TestMessage>
}

const isVote = ({ customId }: { readonly customId: string }): boolean => customId.startsWith('challenge-vote:')

export async function challengeRoom(options: TestBotOptions = {}): Promise<ChallengeRoom> {
  const bot = await startBot({ time: 'still', ...options })
  onTestFinished(() => bot.stop())
  const [ada, ben, chidi] = ['Ada', 'Ben', 'Chidi'].map((name) => bot.discord.person(name))
  if (ada === undefined || ben === undefined || chidi === undefined) throw new Error('somebody is missing')

  const answer = async (reply: Promise<Reply>): Promise<TestMessage> => {
    const given = await reply
    return given
      .until(({ loading }) => !loading, 'the answer')
      .catch((error: unknown) => {
        throw new Error(`there was no answer; the log says:\n${bot.log().slice(-3000)}`, { cause: error })
      })
  }
  const now = async ({ id }: Challenge): Promise<Challenge> => {
    const found = await bot.store.challenges.get(id)
    if (found === null) throw new Error('the challenge is gone')
    return found
  }
  async function drawIn(
    who: TestPerson,
    channel: string,
    command = '/generate',
    given: Options = { prompt: 'an owl' },
  ): Promise<TestMessage> {
    const reply = await who.in(channel).slash(command, given)
    const drawn = () => reply.messages.find(({ buttons }) => buttons.includes('Details'))
    await bot.until(
      'the picture',
      async () => {
        await bot.pass(250)
        return drawn() !== undefined
      },
      60,
    )
    return drawn() ?? reply.message
  }
  const room: ChallengeRoom = {
    bot,
    ada,
    ben,
    chidi,
    answer,
    now,
    command: (subcommand, given = {}, who = ada, channel = '#challenges') =>
      answer(who.in(channel).slash(`/challenge ${subcommand}`, given)),
    async start(given = {}) {
      await room.command('start', { theme: 'Owls at night', entries: '3d', votes: '1d', ...given })
      const guildId = bot.discord.channel('#challenges').guildId ?? ''
      const [latest] = await bot.store.challenges.ofGuild(guildId, 1)
      if (latest === undefined) throw new Error('no challenge was started')
      return latest
    },
    draw: (who, { threadId }, command, given) => drawIn(who, threadId ?? '', command, given),
    drawElsewhere: (who, command, given) => drawIn(who, '#playground', command, given),
    async rest(method, path, body) {
      const response = await fetch(`${bot.discord.apiUrl}/v10${path}`, {
        method,
        headers: { authorization: `Bot ${bot.discord.token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      })
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return response.status === 204 ? { id: '' } : response.json()
    },
    async voteFor(who, challenge, favourite) {
      const entries = await bot.store.challenges.entries(challenge.id)
      const owns = (id: string | undefined) => entries.find((entry) => entry.id === id)?.personId === favourite.id
      const voting = room.thread(challenge).findLast(({ controls }) => controls.some(isVote))
      if (voting === undefined) throw new Error('there is no vote')
      // A second press within a moment would count as a double click.
      await bot.pass(2_000)
      const vote = voting.controls.find(isVote)
      let page = await answer(voting.as(who).press(vote?.customId ?? ''))
      const pages = Number(/· \d+ \D+ (\d+)$/m.exec(page.text)?.[1] ?? 0)
      for (let n = 0; n < pages; n += 1) {
        const votes = page.controls.filter(({ customId }) => /^challenge-(star|duel):/.test(customId))
        const own = votes.filter(({ customId }) => owns(customId.split(':')[2]))
        const [chosen] = votes.length === 2 ? [...own, ...votes] : own.length > 0 ? votes.slice(-1) : votes
        const before = page.text
        const reply = await page.press(chosen?.customId ?? '')
        page = await reply.until(({ loading, text }) => !loading && text !== before, 'the next page')
      }
      return page
    },
    thread: ({ threadId }) => bot.discord.messages(threadId ?? '').filter(({ ephemeral }) => !ephemeral),
    async pass(milliseconds) {
      // Due times are moments of the wall clock, so days need not go by timer after timer.
      bot.discord.clock.setForward(milliseconds)
      await bot.pass(10_500)
    },
    async settled(challenge, phase) {
      await bot.until(`the phase ${phase}`, async () => {
        await bot.pass(250)
        const { phase: present, postsDue } = await now(challenge)
        return present === phase && !postsDue
      })
      return now(challenge)
    },
  }
  return room
}
