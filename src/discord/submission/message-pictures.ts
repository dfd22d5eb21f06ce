import { createHash } from 'node:crypto'
import { ComponentType, type Message, type MessageContextMenuCommandInteraction } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/replies.ts'
import type { Recipe } from '#src/requests/recipe.ts'
import { readRecipe } from '#src/image/recipe-text.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import { labelOf } from '../cards/picture-label.ts'
import { readCustomId } from '../components/custom-id.ts'
import type { Parts } from '../bot/services.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import { foreignPictures } from './foreign-pictures.ts'
import type { PictureSource } from './picture-sources.ts'

/** A picture of a message, and what is known of it where it was made here. */
export interface MessagePicture {
  readonly source: PictureSource
  /** What tells it from the message's other pictures. */
  readonly label: string
  /** It stands behind a spoiler, and so shall what is made of it. */
  readonly spoiler: boolean
  /** Its longer side in pixels, where that is known. */
  readonly longest?: number
  readonly made?: Result & { readonly job: Job }
}

/**
 * The pictures of a message: the stored ones of a result of the bot's own, else what the message has attached, linked
 * or put into galleries.
 *
 * @throws UserError `no-picture`
 */
export async function picturesOfMessage(
  { store }: Pick<Parts, 'store'>,
  { targetMessage }: MessageContextMenuCommandInteraction,
): Promise<readonly [MessagePicture, ...MessagePicture[]]> {
  const jobId = (await store.messages.get(targetMessage.id))?.jobId ?? jobOn(targetMessage)
  const kept = jobId === undefined ? [] : await picturesOfJob({ store }, jobId)
  const [first, ...rest] = kept.length > 0 ? kept : foreignPictures(targetMessage)
  if (first === undefined) throw new UserError('no-picture', refused.noPicture)
  return [first, ...rest]
}

/** The job that the buttons of one of the bot's own messages name: they stand there a moment before the store knows. */
function jobOn({ author, client, components }: Message): string | undefined {
  if (author.id !== client.user.id) return undefined
  for (const component of components) {
    if (component.type !== ComponentType.Container) continue
    for (const row of component.components) {
      if (row.type !== ComponentType.ActionRow) continue
      for (const control of row.components) {
        const press = control.customId === null ? undefined : readCustomId(control.customId)
        if (press?.verb === 'again') return press.job
      }
    }
  }
  return undefined
}

/** The stored pictures of a job; none where it is gone. */
export async function picturesOfJob(
  { store }: Pick<Parts, 'store'>,
  jobId: string,
): Promise<readonly MessagePicture[]> {
  const job = await store.jobs.get(jobId)
  if (job === null) return []
  const pictures = (await store.results.ofJob(job.id)).filter(({ role }) => role === 'picture')
  const spoiler = readOrigin(job)?.spoiler === true
  return pictures.map((result) => ({
    source: { from: 'store', sha256: result.sha256, name: `${job.id}-${result.picture + 1}.png` },
    label: labelOf(job.request, result),
    spoiler,
    longest: Math.max(result.width, result.height),
    made: { ...result, job },
  }))
}

/** The recipe of a message's first picture: from the store, else from the PNG's own text; undefined where there is none. */
export async function recipeOf(
  parts: Pick<Parts, 'store' | 'fetchAttachment'>,
  interaction: MessageContextMenuCommandInteraction,
): Promise<{ readonly recipe: Recipe; readonly jobId?: string } | undefined> {
  const [{ source, made }] = await picturesOfMessage(parts, interaction)
  if (made !== undefined) return made
  if (source.from === 'store') return undefined
  const bytes = await parts.fetchAttachment(source.attachment)
  const [known] = await parts.store.results.ofPicture(createHash('sha256').update(bytes).digest('hex'))
  if (known !== undefined) return known
  const recipe = readRecipe(bytes)
  return recipe && { recipe }
}
