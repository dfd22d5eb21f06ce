import { afterEach, expect } from 'vitest'
import { type DiscordOptions, type TestDiscord, startDiscord } from './start-discord.ts'

/**
 * Starts Discords for the tests of a file and ends each after its test, having made sure that every request and answer
 * fits Discord's own description of its API, that no unknown address was asked for, and that the double had no defect.
 */
export function useDiscord(): (options?: DiscordOptions) => Promise<TestDiscord> {
  const running: TestDiscord[] = []
  afterEach(async () => {
    const ended = running.splice(0)
    for (const discord of ended) await discord.stop()
    for (const discord of ended) {
      expect(discord.defects).toEqual([])
      expect(discord.violations()).toEqual([])
    }
  })
  return async (options) => {
    const discord = await startDiscord(options)
    running.push(discord)
    return discord
  }
}
