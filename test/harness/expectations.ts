import { expect } from 'vitest'
import type { TestBot } from './start-bot.ts'

/** Expects that Discord refused nothing except with these JSON codes. */
export function expectRefusals({ discord }: Pick<TestBot, 'discord'>, ...codes: readonly number[]): void {
  const answers = discord.requests().filter(({ status }) => status >= 400)
  const found = answers.map(({ answer }) => (answer as { readonly code: number }).code)
  expect(new Set(found)).toEqual(new Set(codes))
}

/** Waits until no job runs or waits, and expects that no message still says that the bot is thinking. */
export async function expectNothingLeft(bot: TestBot): Promise<void> {
  await bot.until('the queue to be empty', async () => {
    const { running, waiting } = await bot.queue.overview()
    return running.length + waiting.length === 0
  })
  expect(bot.discord.messages('#pictures').filter(({ loading }) => loading)).toEqual([])
}
