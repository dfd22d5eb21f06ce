import type { Challenge } from '#src/community/challenges/challenge.ts'
import type { Options, TestMessage, TestPerson } from 'local-discord/testing'
import { type Room, startRoom } from './room.ts'
import type { TestBotOptions } from './start-bot.ts'

/** What people do in challenges. */
export interface ChallengeRoom extends Room {
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
  /** Until the challenge is in this phase with all its messages. */
  settled(challenge: Challenge, phase: Challenge['phase']): Promise<Challenge>
}

const isVote = ({ customId }: { readonly customId: string }): boolean => customId.startsWith('challenge-vote:')

export async function challengeRoom(options: TestBotOptions = {}): Promise<ChallengeRoom> {
  const shared = await startRoom(options, 10_500)
  const { bot, ada, answer, drawIn } = shared
  const now = async ({ id }: Challenge): Promise<Challenge> => {
    const found = await bot.store.challenges.get(id)
    if (found === null) throw new Error('the challenge is gone')
    return found
  }
  const draw = (who: TestPerson, channel: string, command = '/generate', given: Options = { prompt: 'an owl' }) =>
    drawIn(who, channel, command, given)
  const room: ChallengeRoom = {
    ...shared,
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
    draw: (who, { threadId }, command, given) => draw(who, threadId ?? '', command, given),
    drawElsewhere: (who, command, given) => draw(who, '#playground', command, given),
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
    async settled(challenge, phase) {
      await bot.until(`the phase ${phase}`, async () => {
        await bot.pass(250)
        const { phase: present, postsDue } = await now(challenge)
        return present === phase && postsDue === 0
      })
      return now(challenge)
    },
  }
  return room
}
