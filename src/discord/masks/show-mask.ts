import type { CommandInteraction, ModalSubmitInteraction } from 'discord.js'
import type { MaskSpec } from '#src/requests/mask-spec.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { Services } from '../bot/services.ts'
import { answersPrivately } from '../submission/answer-privacy.ts'
import { checkRequest } from '../submission/complete-request.ts'
import type { Draft } from '../submission/drafts.ts'
import type { PictureSources } from '../submission/picture-source.ts'
import { maskCard, type MaskCardParts } from './mask-card.ts'

/**
 * An inpainting request that is complete except for its mask. Its pictures are `picture` and, if the person attached
 * one, `mask`.
 */
export type MaskDraft = Omit<Draft, 'personId' | 'form'>

/** Transparent parts of the picture are the mask where none was given. */
export const transparency = { from: 'transparency' } as const satisfies MaskSpec

/**
 * Shows the mask over the picture, with buttons to draw or to change it. Where no mask was given, the transparent parts
 * of the picture are one. A picture without any gets a numbered grid to pick cells from.
 *
 * @throws UserError
 */
export async function showMask(
  services: Pick<Services, 'acknowledge' | 'drafts' | 'fetchPictures' | 'messenger' | 'settings'> & MaskCardParts,
  interaction: CommandInteraction | ModalSubmitInteraction,
  draft: MaskDraft,
): Promise<void> {
  const { request, pictures, spoiler, mask, parentId } = draft
  checkRequest({ ...request, mask: mask ?? transparency }, pictures)
  const ephemeral = await answersPrivately(services, interaction, draft.ephemeral)
  await services.acknowledge.reply(interaction, { ephemeral })
  const { stored, isTransparent } = await storePictures(services, pictures)
  const chosen = attachedMask(stored) ?? mask ?? (isTransparent ? transparency : undefined)
  const shown: Draft = {
    personId: interaction.user.id,
    request,
    pictures: stored,
    ephemeral,
    ...(spoiler === undefined ? {} : { spoiler }),
    ...(chosen === undefined ? {} : { mask: chosen }),
    ...(parentId === undefined ? {} : { parentId }),
  }
  await services.drafts.put(interaction.id, shown)
  const messages = messagesIn(interaction.locale)
  await services.messenger.editReply(
    interaction.token,
    await maskCard({ ...services, messages }, interaction.id, shown),
  )
}

/** Puts the pictures into the store, since the links to attachments expire before the mask is chosen. */
async function storePictures(
  { fetchPictures, imageWorker, store }: Pick<Services, 'fetchPictures'> & MaskCardParts,
  pictures: PictureSources,
): Promise<{ readonly stored: PictureSources; readonly isTransparent: boolean }> {
  const { refs, files } = await fetchPictures(pictures)
  const stored: Record<string, PictureSources[string]> = {}
  let isTransparent = false
  for (const [slot, { sha256, name }] of Object.entries(refs)) {
    const file = files.get(sha256)
    if (file === undefined) continue
    const { transparent, ...about } = await imageWorker.do('inspect', { file, name })
    await store.pictures.put(file, about)
    stored[slot] = { from: 'store', sha256, name }
    if (slot === 'picture') isTransparent = transparent
  }
  return { stored, isTransparent }
}

function attachedMask({ mask }: PictureSources): MaskSpec | undefined {
  if (mask?.from !== 'store') return undefined
  return { from: 'picture', picture: { sha256: mask.sha256, name: mask.name } }
}
