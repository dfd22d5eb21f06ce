import type { Round } from '#src/community/guess/round.ts'
import type { Options, TestMessage, TestPerson } from 'local-discord/testing'
import { type Room, startRoom } from './room.ts'
import type { TestBotOptions } from './start-bot.ts'

/** What people do in guessing rounds. */
export interface GuessRoom extends Room {
  /** Somebody runs `/guess …` and reads the answer. */
  command(subcommand: string, options?: Options, who?: TestPerson): Promise<TestMessage>
  /** Ben draws an anagram privately; its message with the details. */
  illusion(options?: Options): Promise<TestMessage>
  /** Ben lets others guess the duck and the rabbit. */
  give(options?: Options): Promise<{ readonly round: Round; readonly post: TestMessage }>
  /** The round as it is now. */
  now(round: Round): Promise<Round>
  /** The messages of the channel that everybody sees. */
  posts(): readonly TestMessage[]
  /** Somebody fills in the form of the round's message; the private answer. */
  guess(who: TestPerson, post: TestMessage, ...guesses: readonly string[]): Promise<TestMessage>
}

const channel = '#playground'

export async function guessRoom(options: TestBotOptions = {}): Promise<GuessRoom> {
  const shared = await startRoom(options, 5_500)
  const { bot, ben, answer, drawIn } = shared
  const room: GuessRoom = {
    ...shared,
    command: (subcommand, given = {}, who = ben) => answer(who.in(channel).slash(`/guess ${subcommand}`, given)),
    illusion: (given = {}) =>
      drawIn(ben, channel, '/anagram', { prompt: 'a duck', second: 'a rabbit', private: true, seed: 5, ...given }),
    async give(given = {}) {
      await room.illusion(given)
      const [job] = await bot.store.jobs.ofPerson(ben.id, 1)
      const said = await room.command('start', { picture: job?.id ?? '' })
      const round = await bot.store.guess.ofChannel(bot.discord.channel(channel).id)
      const post = room.posts().at(-1)
      if (round === null || post === undefined) throw new Error(`there is no round: ${said.text}`)
      return { round, post }
    },
    async now({ id }) {
      const found = await bot.store.guess.get(id)
      if (found === null) throw new Error('the round is gone')
      return found
    },
    posts: () => bot.discord.messages(channel).filter(({ ephemeral }) => !ephemeral),
    async guess(who, post, ...guesses) {
      // A second press within a moment would count as a double click.
      await bot.pass(2_000)
      const reply = await post.as(who).press('Guess')
      const fields = Object.fromEntries(guesses.map((guess, index) => [`guess-${index + 1}`, guess]))
      return answer(reply.modal.fill(fields).submit())
    },
  }
  return room
}
