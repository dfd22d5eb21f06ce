import { onTestFinished } from 'vitest'
import type { Round } from '#src/community/guess/round.ts'
import type { Options, Reply, TestMessage, TestPerson } from 'local-discord/testing'
import { startBot, type TestBot, type TestBotOptions } from './start-bot.ts'

/** A bot whose time stands still, with what people do in guessing rounds. */
export interface GuessRoom {
  readonly bot: TestBot
  /** May manage messages. */
  readonly ada: TestPerson
  readonly ben: TestPerson
  readonly chidi: TestPerson
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
  /** Time passes, and what is due happens. */
  pass(milliseconds: number): Promise<void>
  /** The answer to a press or a command, once it is no longer loading. */
  answer(reply: Promise<Reply>): Promise<TestMessage>
}

const channel = '#playground'

export async function guessRoom(options: TestBotOptions = {}): Promise<GuessRoom> {
  const bot = await startBot({ time: 'still', ...options })
  onTestFinished(() => bot.stop())
  const [ada, ben, chidi] = ['Ada', 'Ben', 'Chidi'].map((name) => bot.discord.person(name))
  if (ada === undefined || ben === undefined || chidi === undefined) throw new Error('somebody is missing')

  const answer = async (reply: Promise<Reply>): Promise<TestMessage> =>
    (await reply)
      .until(({ loading }) => !loading, 'the answer')
      .catch((error: unknown) => {
        throw new Error(`there was no answer; the log says:\n${bot.log().slice(-3000)}`, { cause: error })
      })
  const room: GuessRoom = {
    bot,
    ada,
    ben,
    chidi,
    answer,
    command: (subcommand, given = {}, who = ben) => answer(who.in(channel).slash(`/guess ${subcommand}`, given)),
    async illusion(given = {}) {
      const asked = { prompt: 'a duck', second: 'a rabbit', private: true, seed: 5, ...given }
      const reply = await ben.in(channel).slash('/anagram', asked)
      const drawn = () => reply.messages.find(({ buttons }) => buttons.includes('Details'))
      await bot.until('the picture', async () => {
        await bot.pass(250)
        return drawn() !== undefined
      })
      const message = drawn()
      if (message === undefined) throw new Error('nothing was drawn')
      return message
    },
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
    async pass(milliseconds) {
      // Due times are moments of the wall clock, so hours need not go by timer after timer.
      bot.discord.clock.setForward(milliseconds)
      await bot.pass(5_500)
    },
  }
  return room
}
