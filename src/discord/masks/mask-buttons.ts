import type { MessageComponentInteraction } from 'discord.js'
import { messagesIn } from '#src/messages/languages.ts'
import type { ComponentHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import type { CustomId } from '../components/custom-id.ts'
import { draftOf } from '../forms/draft-form.ts'
import type { Draft } from '../submission/drafts.ts'
import { pictureSlot } from '#src/requests/request-template.ts'
import { maskActions, maskCard, type MaskCardParts } from './mask-card.ts'

/** Draws with the mask that is shown. The message becomes the job's own. */
export const drawWithMask: ComponentHandler = {
  id: maskActions.draw,
  async press(services: Pick<Services, 'acknowledge' | 'drafts' | 'submit'>, interaction, pressed) {
    await services.acknowledge.update(interaction)
    const draft = await draftOf(services, pressed, interaction.user.id)
    const { request, pictures, mask, personId: _, form: __, ...others } = draft
    const { picture } = pictures
    const isPicture = mask?.from === 'picture'
    await services.submit(interaction, {
      request: { ...request, mask: isPicture ? { from: 'picture', picture: pictureSlot('mask') } : mask },
      pictures: isPicture || picture === undefined ? pictures : { picture },
      ...others,
    })
    await services.drafts.remove(pressed.job)
  },
}

/** Goes back to the grid. */
export const changeMask: ComponentHandler = {
  id: maskActions.change,
  press: (services, interaction, pressed) => redraw(services, interaction, pressed, withoutMask),
}

/** Shows the mask of the cells that were picked from the grid. */
export const pickCells: ComponentHandler = {
  id: maskActions.cells,
  press(services, interaction, pressed) {
    const picked = interaction.isStringSelectMenu() ? interaction.values.map(Number).sort((a, b) => a - b) : []
    return redraw(services, interaction, pressed, (draft) => ({ ...draft, mask: { from: 'cells', cells: picked } }))
  },
}

function withoutMask(draft: Draft): Draft {
  const { mask: _, ...others } = draft
  return others
}

async function redraw(
  services: Pick<Services, 'acknowledge' | 'drafts' | 'messenger'> & MaskCardParts,
  interaction: MessageComponentInteraction,
  pressed: CustomId,
  change: (draft: Draft) => Draft,
): Promise<void> {
  await services.acknowledge.update(interaction)
  const draft = change(await draftOf(services, pressed, interaction.user.id))
  await services.drafts.put(pressed.job, draft)
  const messages = messagesIn(interaction.locale)
  await services.messenger.editReply(interaction.token, await maskCard({ ...services, messages }, pressed.job, draft))
}
