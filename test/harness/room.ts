import { onTestFinished } from 'vitest'
import type { Options, Reply, TestMessage, TestPerson } from 'local-discord/testing'
import { startBot, type TestBot, type TestBotOptions } from './start-bot.ts'

/** A bot whose time stands still, with three people. */
export interface Room {
  readonly bot: TestBot
  /** May manage messages. */
  readonly ada: TestPerson
  readonly ben: TestPerson
  readonly chidi: TestPerson
  /** The answer to a press or a command, once it is no longer loading. */
  answer(reply: Promise<Reply>): Promise<TestMessage>
  /** Somebody draws in a channel; the message with the result. */
  drawIn(who: TestPerson, channel: string, command: string, options: Options): Promise<TestMessage>
  /** Time passes, and what is due happens. */
  pass(milliseconds: number): Promise<void>
}

/** @param checkInterval milliseconds after which a scheduler has certainly checked what is due */
export async function startRoom(options: TestBotOptions, checkInterval: number): Promise<Room> {
  const bot = await startBot({ time: 'still', ...options })
  onTestFinished(() => bot.stop())
  const [ada, ben, chidi] = ['Ada', 'Ben', 'Chidi'].map((name) => bot.discord.person(name))
  if (ada === undefined || ben === undefined || chidi === undefined) throw new Error('somebody is missing')
  return {
    bot,
    ada,
    ben,
    chidi,
    answer: async (reply) =>
      (await reply)
        .until(({ loading }) => !loading, 'the answer')
        .catch((error: unknown) => {
          throw new Error(`there was no answer; the log says:\n${bot.log().slice(-3000)}`, { cause: error })
        }),
    async drawIn(who, channel, command, given) {
      const reply = await who.in(channel).slash(command, given)
      const drawn = () => reply.messages.find(({ buttons }) => buttons.includes('Details'))
      const isDrawn = async () => {
        await bot.pass(250)
        return drawn() !== undefined
      }
      await bot.until('the picture', isDrawn, 60)
      return drawn() ?? reply.message
    },
    async pass(milliseconds) {
      // Due times are moments of the wall clock, so days need not go by timer after timer.
      bot.discord.clock.setForward(milliseconds)
      await bot.pass(checkInterval)
    },
  }
}
