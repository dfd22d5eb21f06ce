import { type APIStringSelectComponent, ComponentType } from 'discord.js'
import { previewSide } from '#src/image/preview-side.ts'
import { UserError } from '#src/errors.ts'
import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import type { Messages } from '#src/messages/messages.ts'
import { translate } from '#src/messages/translate.ts'
import { refused } from '#src/messages/refusals.ts'
import { type MaskSpec, maskGrid } from '#src/requests/mask-spec.ts'
import type { Store } from '#src/store/store.ts'
import { button, buttonRows } from '../components/button.ts'
import { container, gallery } from '../components/container.ts'
import { customId } from '../components/custom-id.ts'
import type { Payload } from '../components/payload.ts'
import { quote, text } from '../components/text.ts'
import type { Draft } from '../submission/drafts.ts'
import type { PictureSources } from '../submission/picture-source.ts'

export interface MaskCardParts {
  readonly store: Pick<Store, 'pictures'>
  readonly imageWorker: Pick<ImageWorker, 'do'>
}

/** `messages`: in the language of whoever chooses the mask. */
type CardParts = MaskCardParts & { readonly messages: Messages }

/** The actions of the controls under a mask. */
export const maskActions = { draw: 'draw', change: 'change', cells: 'cells' } as const

/** The mask of a draft over its picture, or the numbered grid where none was chosen. @throws UserError `picture-gone` */
export async function maskCard(parts: CardParts, id: string, draft: Draft): Promise<Payload> {
  const file = await fileOf(parts, draft.pictures, 'picture')
  if (file === undefined) throw new UserError('picture-gone', refused.gone)
  return draft.mask === undefined ? gridCard(parts, id, file) : chosenCard(parts, id, { draft, file, mask: draft.mask })
}

/** The file of a draft's picture, or undefined if it has none of that name. */
async function fileOf(parts: MaskCardParts, pictures: PictureSources, slot: string): Promise<Uint8Array | undefined> {
  const source = pictures[slot]
  if (source?.from !== 'store') return undefined
  const file = await parts.store.pictures.get(source.sha256)
  if (file === null) throw new UserError('picture-gone', refused.gone)
  return file
}

async function gridCard({ imageWorker, messages }: CardParts, id: string, file: Uint8Array): Promise<Payload> {
  const { masks: words } = messages
  const { bytes } = await imageWorker.do('gridOverlay', { file, maxLength: previewSide })
  const count = maskGrid.rows * maskGrid.columns
  const menu: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: customId(maskActions.cells, id),
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
        { type: ComponentType.ActionRow, components: [menu] },
      ]),
    ],
    files: [{ name: 'grid.png', data: bytes }],
  }
}

async function chosenCard(
  parts: CardParts,
  id: string,
  { draft, file, mask }: { readonly draft: Draft; readonly file: Uint8Array; readonly mask: MaskSpec },
): Promise<Payload> {
  const { request, pictures } = draft
  const { messages } = parts
  const { masks: words } = messages
  const maskFile = await fileOf(parts, pictures, 'mask')
  const { file: shown, notices } = await parts.imageWorker.do('maskOverlay', {
    file,
    mask,
    ...(maskFile === undefined ? {} : { maskFile }),
    invert: request['invertMask'] === true,
    maxLength: previewSide,
  })
  const prompt = typeof request['prompt'] === 'string' ? request['prompt'] : words.noPrompt
  return {
    components: [
      container('waiting', [
        text(words.chosen(quote(prompt))),
        gallery([{ file: 'mask.png', alt: words.maskAlt }]),
        ...(notices.length === 0 ? [] : [text(notices.map((notice) => translate(notice, messages)).join('\n'))]),
        ...buttonRows([
          button(maskActions.draw, id, { label: words.draw, emoji: '🎨', style: 'main' }),
          button(maskActions.change, id, { label: words.change, emoji: '🔢' }),
        ]),
      ]),
    ],
    files: [{ name: 'mask.png', data: shown.bytes }],
  }
}
