import { DiscordError } from '#src/discord-error.ts'
import { faultsOf } from './use-example-bot.ts'

/** What is said against a request. Empty if nothing is. */
export function rejectionCodes(read: () => unknown): readonly string[] {
  try {
    read()
    return []
  } catch (error) {
    if (!(error instanceof DiscordError)) throw error
    const faults = faultsOf(error.body)
    return faults.length > 0 ? faults : [String(error.body.code)]
  }
}
