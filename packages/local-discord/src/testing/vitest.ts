import { afterEach, expect } from 'vitest'
import { type DiscordOptions, type TestDiscord, startDiscord } from './start-discord.ts'

/**
 * Starts servers for the tests of a file and stops each after its test. Fails the test if a request or answer does not
 * match Discord's OpenAPI description, if an unknown address was requested, or if the server had a defect.
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
