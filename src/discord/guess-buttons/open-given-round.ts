import { UserError } from '#src/errors.ts'
import { guessRefused as refused } from '#src/messages/guess.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { Job } from '#src/store/job.ts'
import type { Services } from '../bot/services.ts'
import { container } from '../components/container.ts'
import { text } from '../components/text.ts'
import { type JobInteraction, readOrigin } from '../jobs/reply-origin.ts'

/**
 * Opens a round with one of the person's pictures, and tells them. The caller has acknowledged the interaction. @throws
 * UserError
 */
export async function openGivenRound(
  services: Pick<Services, 'guess' | 'startRound' | 'messenger'>,
  interaction: JobInteraction,
  { job, picture, minutes }: { readonly job: Job; readonly picture: number; readonly minutes: number },
): Promise<void> {
  const { id } = await services.startRound.withResult(interaction, job, picture, minutes)
  const round = await services.guess.update(id)
  if (round?.outcome === 'failed') throw new UserError('may-not-post', refused.mayNotPost)
  const { ownGuess: words } = messagesIn(interaction.locale)
  const origin = readOrigin(job)
  const wasSeen = origin !== undefined && !origin.ephemeral && origin.guildId === interaction.guildId
  const lines = [words.opened(minutes), ...(wasSeen ? [words.seenBefore] : [])]
  await services.messenger.editReply(interaction.token, {
    components: [container('done', [text(lines.join('\n'))])],
    files: [],
  })
}
