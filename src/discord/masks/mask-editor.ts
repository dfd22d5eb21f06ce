import {
  type APIStringSelectComponent,
  ComponentType,
  type CommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js'
import { UserError } from '#src/errors.ts'
import { masks as words } from '#src/messages/masks.ts'
import { refused } from '#src/messages/replies.ts'
import { type MaskSpec, maskGrid } from '#src/requests/mask-spec.ts'
import { ask, placeOf } from '../submission/submit.ts'
import { bringPictures, placeholders, type PictureSources } from '../submission/picture-sources.ts'
import { settle } from '../submission/complete-request.ts'
import { customId } from '../components/custom-id.ts'
import { defer, deferUpdate } from '../interactions/acknowledge.ts'
import type { Draft } from '../submission/drafts.ts'
import { button, container, gallery, quote, rows, text } from '../components/frame.ts'
import type { Parts } from '../bot/services.ts'
import type { Payload } from '../components/payload.ts'
import type { Pressed } from '../bot/handlers.ts'
import { draftOf } from '../forms/draft-form.ts'

/** The mask is looked at this large at most; the real one is made at the picture's own size. */
const longest = 512

/** An inpainting of which all is known but perhaps the mask. */
export interface MaskDraft extends Pick<Draft, 'said' | 'ephemeral' | 'spoiler' | 'mask' | 'parentId'> {
  /** `picture`, and `mask` where one was given. */
  readonly pictures: PictureSources
}

/**
 * Shows the mask over the picture and waits for Draw or Change. Where no mask was given, the picture's transparency
 * is one; where it has none, cells are picked from a numbered grid.
 */
export async function showMask(
  parts: Parts,
  interaction: CommandInteraction | ModalSubmitInteraction,
  { said, pictures, ephemeral, spoiler, mask, parentId }: MaskDraft,
): Promise<void> {
  const guess: MaskSpec = mask ?? { from: 'transparency' }
  settle({ ...said(placeholders(pictures)), mask: guess }, placeOf(interaction), parts)
  await defer(parts, interaction, { ephemeral })
  const brought = await bringPictures(pictures, parts)
  const kept: Record<string, PictureSources[string]> = {}
  let seesThrough = false
  for (const [key, { sha256, name }] of Object.entries(brought.refs)) {
    const bytes = brought.pictures.get(sha256)
    if (bytes === undefined) continue
    const { transparent, ...about } = await parts.imageWorker.do('look', { file: bytes, name })
    await parts.store.pictures.put(bytes, about)
    kept[key] = { from: 'store', sha256, name }
    if (key === 'picture') seesThrough = transparent
  }
  const chosen = given(mask, kept) ?? (seesThrough ? guess : undefined)
  const draft: Draft = {
    personId: interaction.user.id,
    said,
    pictures: kept,
    ephemeral,
    spoiler,
    ...(chosen === undefined ? {} : { mask: chosen }),
    ...(parentId === undefined ? {} : { parentId }),
  }
  await parts.drafts.put(interaction.id, draft)
  await parts.messenger.editReply(interaction.token, await card(parts, interaction.id, draft))
}

/** Draws with the mask that is shown; the message goes on as the job's own. */
export const draw: Pressed = async (parts, interaction, press) => {
  const draft = await draftOf(parts, press, interaction.user.id)
  await deferUpdate(parts, interaction)
  const { said, pictures, ephemeral, spoiler, mask, parentId } = draft
  await ask(parts, interaction, {
    said: (refs) => ({
      ...said(refs),
      mask: mask?.from === 'picture' ? { from: 'picture', picture: refs['mask'] } : mask,
    }),
    pictures: mask?.from === 'picture' ? pictures : only(pictures, 'picture'),
    ephemeral,
    spoiler,
    ...(parentId === undefined ? {} : { parentId }),
  })
  await parts.drafts.remove(press.job)
}

/** Back to the grid. */
export const change: Pressed = async (parts, interaction, press) => {
  const { mask: _, ...draft } = await draftOf(parts, press, interaction.user.id)
  await deferUpdate(parts, interaction)
  await parts.drafts.put(press.job, draft)
  await parts.messenger.editReply(interaction.token, await card(parts, press.job, draft))
}

/** Cells were picked from the grid. */
export const cells: Pressed = async (parts, interaction, press) => {
  const draft = await draftOf(parts, press, interaction.user.id)
  await deferUpdate(parts, interaction)
  const picked = interaction.isStringSelectMenu() ? interaction.values.map(Number).sort((a, b) => a - b) : []
  const chosen: Draft = { ...draft, mask: { from: 'cells', cells: picked } }
  await parts.drafts.put(press.job, chosen)
  await parts.messenger.editReply(interaction.token, await card(parts, press.job, chosen))
}

/** A mask that was given, once the pictures have names. */
function given(mask: MaskSpec | undefined, pictures: PictureSources): MaskSpec | undefined {
  const source = pictures['mask']
  if (source?.from !== 'store') return mask
  return { from: 'picture', picture: { sha256: source.sha256, name: source.name } }
}

const only = (pictures: PictureSources, key: string): PictureSources =>
  Object.fromEntries(Object.entries(pictures).filter(([name]) => name === key))

/** The file of a draft's picture; undefined where it has none of that name. */
async function fileOf(parts: Parts, pictures: PictureSources, key: string): Promise<Uint8Array | undefined> {
  const source = pictures[key]
  if (source?.from !== 'store') return undefined
  const file = await parts.store.pictures.get(source.sha256)
  if (file === null) throw new UserError('picture-gone', refused.gone)
  return file
}

async function card(parts: Parts, id: string, draft: Draft): Promise<Payload> {
  const file = await fileOf(parts, draft.pictures, 'picture')
  if (file === undefined) throw new UserError('picture-gone', refused.gone)
  return draft.mask === undefined ? gridCard(parts, id, file) : maskCard(parts, id, draft, file, draft.mask)
}

async function gridCard(parts: Parts, id: string, file: Uint8Array): Promise<Payload> {
  const { bytes } = await parts.imageWorker.do('grid', { file, longest })
  const count = maskGrid.rows * maskGrid.columns
  const select: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: customId('cells', id),
    placeholder: words.pick,
    min_values: 1,
    max_values: count,
    options: Array.from({ length: count }, (_, i) => ({ label: words.cell(i + 1), value: String(i + 1) })),
  }
  return {
    components: [
      container('waiting', [
        text(words.choose),
        gallery([{ file: 'grid.png', alt: words.gridAlt }]),
        { type: ComponentType.ActionRow, components: [select] },
      ]),
    ],
    files: [{ name: 'grid.png', data: bytes }],
  }
}

async function maskCard(parts: Parts, id: string, draft: Draft, file: Uint8Array, mask: MaskSpec): Promise<Payload> {
  const said = draft.said(placeholders(draft.pictures))
  const maskFile = await fileOf(parts, draft.pictures, 'mask')
  const { file: shown, notices } = await parts.imageWorker.do('overlay', {
    file,
    mask,
    ...(maskFile === undefined ? {} : { maskFile }),
    invert: said['invertMask'] === true,
    longest,
  })
  const prompt = typeof said['prompt'] === 'string' ? said['prompt'] : words.noPrompt
  return {
    components: [
      container('waiting', [
        text(words.look(quote(prompt))),
        gallery([{ file: 'mask.png', alt: words.maskAlt }]),
        ...(notices.length === 0 ? [] : [text(notices.join('\n'))]),
        ...rows([
          button({ verb: 'draw', job: id, label: words.draw, emoji: '🎨', style: 'main' }),
          button({ verb: 'change', job: id, label: words.change, emoji: '🔢' }),
        ]),
      ]),
    ],
    files: [{ name: 'mask.png', data: shown.bytes }],
  }
}
