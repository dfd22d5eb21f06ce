import { createHash } from 'node:crypto'
import type { Message, MessageContextMenuCommandInteraction } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/replies.ts'
import type { Recipe } from '#src/requests/recipe.ts'
import { readRecipe } from '#src/image/recipe-text.ts'
import type { Parts } from '../parts.ts'
import type { PictureSource } from './pictures.ts'

/** The picture of a message, and the job that made it where it was made here. */
export interface MessagePicture {
  readonly source: PictureSource
  readonly jobId?: string
}

/**
 * The first picture of a message: the stored one for a result of the bot's own, else the first attached picture.
 *
 * @throws UserError `no-picture`
 */
export async function pictureOf(
  { store }: Pick<Parts, 'store'>,
  { targetMessage }: MessageContextMenuCommandInteraction,
): Promise<MessagePicture> {
  const shown = await store.messages.get(targetMessage.id)
  if (shown !== null) {
    const results = await store.results.ofJob(shown.jobId)
    const own = results.find(({ role }) => role === 'picture')
    if (own !== undefined) {
      const source = { from: 'store', sha256: own.sha256, name: `${shown.jobId}.png` } as const
      return { source, jobId: shown.jobId }
    }
  }
  return { source: { from: 'attachment', attachment: attachedPicture(targetMessage) } }
}

function attachedPicture(message: Message) {
  const found = message.attachments.find(({ contentType }) => contentType?.startsWith('image/') === true)
  if (found === undefined) throw new UserError('no-picture', refused.noPicture)
  return found
}

/** The recipe of a message's picture: from the store, else from the PNG's own text; undefined where there is none. */
export async function recipeOf(
  parts: Pick<Parts, 'store' | 'fetchAttachment'>,
  interaction: MessageContextMenuCommandInteraction,
): Promise<{ readonly recipe: Recipe; readonly jobId?: string } | undefined> {
  const { source, jobId } = await pictureOf(parts, interaction)
  if (source.from === 'store') {
    const made = (await parts.store.results.ofPicture(source.sha256)).find((result) => result.jobId === jobId)
    return made && { recipe: made.recipe, jobId: made.jobId }
  }
  const bytes = await parts.fetchAttachment(source.attachment)
  const [known] = await parts.store.results.ofPicture(createHash('sha256').update(bytes).digest('hex'))
  const recipe = known?.recipe ?? readRecipe(bytes)
  return recipe && { recipe, ...(known === undefined ? {} : { jobId: known.jobId }) }
}
