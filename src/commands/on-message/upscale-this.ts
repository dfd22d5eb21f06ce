import type { MessageCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import type { JobInteraction } from '#src/discord/jobs/reply-origin.ts'
import { isLargeIllusion, upscaled } from '#src/discord/redraw/upscaled.ts'
import { requestOf } from '#src/discord/redraw/varied.ts'
import { answersPrivately } from '#src/discord/submission/answer-privacy.ts'
import { type MessagePicture, picturesOfJob, picturesOfMessage } from '#src/discord/submission/message-pictures.ts'
import { nameOf, type PictureSource, storedPictures } from '#src/discord/submission/picture-source.ts'
import { pictureSlot } from '#src/requests/request-template.ts'
import { UserError } from '#src/errors.ts'
import { maxTiledSide } from '#src/pipeline/tiles.ts'
import { messageCommands } from '#src/messages/command-descriptions.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { refused } from '#src/messages/refusals.ts'
import { fill } from '#src/messages/template.ts'
import { onMessage } from './declaration.ts'
import { draftFromMessage, pickedFrom } from './message-draft.ts'

type UpscaleServices = Pick<Services, 'settings' | 'store' | 'acknowledge' | 'submit' | 'fetchPictures' | 'imageWorker'>

/** Enlarges a message's picture. A form asks which one where there are several. */
export const upscaleThis: MessageCommand = {
  declaration: onMessage(messageCommands.upscaleThis),
  async run(services: UpscaleServices & Pick<Services, 'drafts'>, interaction) {
    const [first, ...others] = await picturesOfMessage(services.store, interaction)
    if (others.length > 0) {
      const { draft, pictureFields } = await draftFromMessage(services, interaction, 'upscale')
      const { messageCommands: titles } = messagesIn(interaction.locale)
      await openForm(services, interaction, {
        form: upscaleForm,
        title: titles.upscaleThis,
        fields: pictureFields,
        draft,
      })
      return
    }
    await enlarge(services, interaction, first)
  },
}

/** Enlarges one of the bot's own results as its mode does, and any other picture as its size requires. */
async function enlarge(
  services: UpscaleServices,
  interaction: JobInteraction,
  picture: Pick<MessagePicture, 'source' | 'spoiler' | 'made' | 'longestSide'>,
): Promise<void> {
  const { submit } = services
  const { source, spoiler, made } = picture
  const method = methodFor(picture.longestSide ?? (await measured(services, interaction, source)))
  const slot = pictureSlot('picture')
  if (made === undefined) {
    await submit(interaction, {
      request: { mode: 'upscale', picture: slot, method },
      pictures: { picture: source },
      ...(spoiler && { spoiler }),
    })
    return
  }
  const request = requestOf(made.job, made)
  if (isLargeIllusion(request, made)) throw new UserError('picture-too-large', refused.illusionLarge)
  await submit(interaction, {
    request: upscaled(request, made, slot),
    pictures: { ...storedPictures(request), picture: source },
    ...(spoiler && { spoiler }),
    parentId: made.jobId,
  })
}

/** A medium-sized picture in tiles; one of 64 px as a whole. @throws UserError `picture-too-large` */
function methodFor(longestSide: number): 'whole' | 'tiles' {
  if (longestSide > maxTiledSide)
    throw new UserError('picture-too-large', fill(refused.alreadyLarge, { longestSide, maxSide: maxTiledSide }))
  return longestSide <= 64 ? 'whole' : 'tiles'
}

/** Measures the longer side, in pixels, of a picture whose size Discord does not report. */
async function measured(
  services: UpscaleServices,
  interaction: JobInteraction,
  source: PictureSource,
): Promise<number> {
  const { acknowledge, fetchPictures, imageWorker } = services
  await acknowledge.reply(interaction, { ephemeral: await answersPrivately(services, interaction, undefined) })
  const { files } = await fetchPictures({ picture: source })
  const [file = new Uint8Array()] = files.values()
  const { width, height } = await imageWorker.do('inspect', { file, name: nameOf(source) })
  return Math.max(width, height)
}

export const upscaleForm: DraftForm = {
  name: 'upscale-this',
  async submit(services: UpscaleServices, interaction, draft) {
    const { picture: source } = pickedFrom(draft, filledIn(interaction))
    if (source === undefined) throw new UserError('no-picture', refused.noPicture)
    const { spoiler = false, parentId } = draft
    const own = parentId === undefined ? [] : await picturesOfJob(services.store, parentId)
    const made = source.from === 'store' ? own.find(({ made }) => made?.sha256 === source.sha256) : undefined
    const longestSide = source.from === 'attachment' ? source.attachment.longestSide : undefined
    const known = longestSide === undefined ? {} : { longestSide }
    await enlarge(services, interaction, made ?? { source, spoiler, ...known })
  },
}
