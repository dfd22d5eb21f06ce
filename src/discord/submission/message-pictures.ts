import { createHash } from 'node:crypto'
import { ComponentType, type Message, type MessageContextMenuCommandInteraction } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { readRecipe } from '#src/image/recipe-text.ts'
import { refused } from '#src/messages/refusals.ts'
import type { Recipe } from '#src/requests/recipe.ts'
import type { Job } from '#src/store/job.ts'
import type { Result, Store } from '#src/store/store.ts'
import { labelOf } from '../cards/picture-label.ts'
import { readCustomId } from '../components/custom-id.ts'
import { messagesOf } from '../jobs/job-messages.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import type { FetchAttachment } from '../transport/fetch-attachment.ts'
import { earlierPicture } from './picture-source.ts'
import { type ForeignPicture, foreignPictures } from './foreign-pictures.ts'

/** A picture of a message, with the facts about it if the bot made it. */
export interface MessagePicture extends ForeignPicture {
  readonly made?: Result & { readonly job: Job }
}

type Stored = Pick<Store, 'jobs' | 'messages' | 'pictures' | 'results'>

/** The button that every finished message of the bot has. */
const onFinishedMessages = 'reroll'

/**
 * The pictures of a message: the stored ones if it is a result of the bot and they are kept, or else those that it
 * shows.
 *
 * @throws UserError `no-picture`
 */
export async function picturesOfMessage(
  store: Stored,
  { targetMessage }: MessageContextMenuCommandInteraction,
): Promise<readonly [MessagePicture, ...MessagePicture[]]> {
  const jobId = (await store.messages.get(targetMessage.id))?.jobId ?? jobNamedOn(targetMessage)
  const drawn = jobId === undefined ? [] : await picturesOfJob(store, jobId)
  const own = await keptOf(store, drawn)
  const [first, ...rest] = own.length > 0 ? own : foreignPictures(targetMessage)
  if (first === undefined) throw new UserError('no-picture', refused.noPicture)
  return [first, ...rest]
}

async function keptOf(
  { pictures }: Pick<Store, 'pictures'>,
  drawn: readonly MessagePicture[],
): Promise<readonly MessagePicture[]> {
  const kept = await Promise.all(
    drawn.map(async ({ made }) => made !== undefined && (await pictures.about(made.sha256)) !== null),
  )
  return drawn.filter((_, index) => kept[index])
}

/**
 * The job in the custom ids of one of the bot's own messages. They are sent a moment before the store knows the
 * message.
 */
function jobNamedOn({ author, client, components }: Message): string | undefined {
  if (author.id !== client.user.id) return undefined
  for (const component of components) {
    if (component.type !== ComponentType.Container) continue
    for (const row of component.components) {
      if (row.type !== ComponentType.ActionRow) continue
      for (const control of row.components) {
        const id = control.customId === null ? undefined : readCustomId(control.customId)
        if (id?.action === onFinishedMessages) return id.job
      }
    }
  }
  return undefined
}

/** The stored pictures of a job; none where it is gone. */
export async function picturesOfJob(
  store: Pick<Stored, 'jobs' | 'results'>,
  jobId: string,
): Promise<readonly MessagePicture[]> {
  const job = await store.jobs.get(jobId)
  if (job === null) return []
  const pictures = (await store.results.ofJob(job.id)).filter(({ role }) => role === 'picture')
  const spoiler = readOrigin(job)?.spoiler === true
  return pictures.map((result) => ({
    source: { from: 'store', sha256: result.sha256, name: earlierPicture },
    label: labelOf(job.request, result, messagesOf(job)),
    spoiler,
    longestSide: Math.max(result.width, result.height),
    made: { ...result, job },
  }))
}

export interface FoundRecipe {
  readonly recipe: Recipe
  readonly jobId?: string
  /** The job that drew it, where it is in the store. */
  readonly job?: Job
  /** The picture itself, where it is in the store. */
  readonly picture?: Result
}

const foundIn = (picture: Result): FoundRecipe => ({ recipe: picture.recipe, jobId: picture.jobId, picture })

/** The recipe of a message's picture, from the store or from the PNG's own text, or undefined if there is none. */
export async function recipeOf(
  { store, fetchAttachment }: { readonly store: Stored; readonly fetchAttachment: FetchAttachment },
  { source, made }: MessagePicture,
): Promise<FoundRecipe | undefined> {
  if (made !== undefined) return { ...foundIn(made), job: made.job }
  if (source.from === 'store') return undefined
  const bytes = await fetchAttachment(source.attachment)
  const [known] = await store.results.ofPicture(createHash('sha256').update(bytes).digest('hex'))
  if (known !== undefined) {
    const job = await store.jobs.get(known.jobId)
    return { ...foundIn(known), ...(job !== null && { job }) }
  }
  const recipe = readRecipe(bytes)
  return recipe && { recipe }
}
