import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'
import { messageCommands } from '#src/messages/command-descriptions.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { MessageCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { showMask } from '#src/discord/masks/show-mask.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { filledIn, uploaded } from '#src/discord/forms/form.ts'
import { pictureSlot } from '#src/requests/request-template.ts'
import { fields } from '#src/requests/fields.ts'
import { maskRegion, maskRegions } from '#src/requests/mask-spec.ts'
import { onMessage } from './declaration.ts'
import { draftFromMessage, pickedFrom } from './message-draft.ts'

/** Redraws a part of a message's picture. The form asks for a prompt and a part or a mask; without them, for cells. */
export const inpaintThis: MessageCommand = {
  declaration: onMessage(messageCommands.inpaintThis),
  async run(services: Pick<Services, 'store' | 'drafts' | 'acknowledge'>, interaction) {
    const { draft, pictureFields } = await draftFromMessage(services, interaction, 'inpaint')
    const messages = messagesIn(interaction.locale)
    const words = messages.forms
    await openForm(services, interaction, {
      form: inpaintForm,
      title: messages.messageCommands.inpaintThis,
      fields: [
        ...pictureFields,
        { kind: 'text', id: 'prompt', ...words.prompt, long: true, maxLength: fields.prompt.maxLength },
        {
          kind: 'choice',
          id: 'region',
          ...words.region,
          choices: maskRegions.map((region) => ({ label: words.regions[region], value: region })),
        },
        { kind: 'picture', id: 'mask', ...words.mask },
      ],
      draft,
    })
  },
}

export const inpaintForm: DraftForm = {
  name: 'inpaint-this',
  async submit(services, interaction, draft) {
    const filled = filledIn(interaction)
    const { prompt, region } = filled
    const mask = uploaded(interaction, 'mask')
    if (mask !== undefined && region !== undefined) throw new UserError('bad-request', optionRefused.maskTwiceInForm)
    const named = maskRegion.safeParse(region)
    await showMask(services, interaction, {
      ...draft,
      request: { mode: 'inpaint', prompt, picture: pictureSlot('picture') },
      pictures: {
        ...pickedFrom(draft, filled),
        ...(mask === undefined ? {} : { mask: { from: 'attachment', attachment: mask } }),
      },
      ...(named.success ? { mask: { from: 'regions', regions: [named.data] } } : {}),
    })
  },
}
