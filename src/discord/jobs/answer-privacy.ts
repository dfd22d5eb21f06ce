import type { BaseInteraction } from 'discord.js'
import type { Settings } from '#src/settings/settings.ts'
import { type MessagePlace, placeOf } from './request-place.ts'

/** Whether every answer with a picture is private in the place of an interaction, whatever the person asks for. */
export type HidesAnswers = (interaction: BaseInteraction) => Promise<boolean>

/**
 * Answers are private where nobody may see whose entry of a challenge is whose, and where the guild or the channel requires
 * it.
 */
export const createHidesAnswers =
  (parts: {
    readonly challenges: { hides(channelId: string | null): boolean }
    readonly settings: Pick<Settings, 'at'>
  }): HidesAnswers =>
  async (interaction) =>
    parts.challenges.hides(interaction.channelId) || (await isEnforced(parts, placeOf(interaction), 'private'))

/** Whether the guild or the channel requires this of every result. */
export async function isEnforced(
  { settings }: { readonly settings: Pick<Settings, 'at'> },
  { guildId, channelId }: Pick<MessagePlace, 'guildId' | 'channelId'>,
  what: 'private' | 'spoiler',
): Promise<boolean> {
  if (guildId === null) return false
  const here = await settings.at({ guildId, channelId, personId: null })
  return here.value('enforced')?.includes(what) ?? false
}
