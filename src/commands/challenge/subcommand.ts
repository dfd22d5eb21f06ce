import type { ChatInputCommandInteraction } from 'discord.js'
import type { Challenge } from '#src/community/challenges/challenge.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { challengeOf } from '#src/discord/challenge-buttons/challenge-of.ts'
import { requireManager } from '#src/discord/challenges/challenge-settings.ts'
import { container } from '#src/discord/components/container.ts'
import { text } from '#src/discord/components/text.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'

/** The services that the subcommands of `/challenge` use. */
export type ChallengeServices = Pick<
  Services,
  'acknowledge' | 'store' | 'settings' | 'challenges' | 'threads' | 'messenger' | 'fetchPictures' | 'clock'
>

/** One call of `/challenge` in a server. */
export interface ChallengeCall {
  readonly services: ChallengeServices
  readonly interaction: ChatInputCommandInteraction
  readonly guildId: string
  /** Texts in the language of the person who called. */
  readonly messages: Messages
}

/** Handles a subcommand, which was acknowledged privately before. */
export type Subcommand = (call: ChallengeCall) => Promise<void>

export const callOf = (
  services: ChallengeServices,
  interaction: ChatInputCommandInteraction,
  guildId: string,
): ChallengeCall => ({ services, interaction, guildId, messages: messagesIn(interaction.locale) })

/** Replies with a few lines. */
export async function reply({ services, interaction }: ChallengeCall, ...lines: readonly string[]): Promise<void> {
  await services.messenger.editReply(interaction.token, {
    components: [container('done', [text(lines.join('\n'))])],
    files: [],
  })
}

/** The challenge that the option names, if this person may manage challenges. @throws UserError */
export async function managed({ services, interaction }: ChallengeCall, id: string): Promise<Challenge> {
  await requireManager(services, interaction)
  return challengeOf(services, interaction, id)
}

/** Updates the challenge and replies with `done`, or with the reason why the bot cannot post. */
export async function updateAndReply(
  call: ChallengeCall,
  id: string,
  done: (challenge: Challenge) => readonly string[],
): Promise<void> {
  const challenge = await call.services.challenges.update(id)
  if (challenge === null) return
  const { challengeTrouble } = call.messages
  const trouble = challenge.trouble === null ? [] : [challengeTrouble[challenge.trouble]]
  const isShown = challenge.threadId !== null && !challenge.postsDue
  await reply(call, ...(isShown || trouble.length === 0 ? done(challenge) : []), ...trouble)
}

/** A link to where a challenge is. */
export const placeOfChallenge = ({ threadId, channelId }: Challenge): string => `<#${threadId ?? channelId}>`
