import { DiscordError } from '#src/discord-error.ts'
import { faultsOf } from './scene.ts'

/** What is said against a request; empty where nothing is. */
export function said(read: () => unknown): readonly string[] {
  try {
    read()
    return []
  } catch (error) {
    if (!(error instanceof DiscordError)) throw error
    const faults = faultsOf(error.body)
    return faults.length > 0 ? faults : [String(error.body.code)]
  }
}
