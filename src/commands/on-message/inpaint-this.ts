import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'
import { messageCommands } from '#src/messages/command-descriptions.ts'
import { forms as words } from '#src/messages/forms.ts'
import type { MessageCommand } from '#src/discord/bot/command.ts'
import { showMask } from '#src/discord/masks/mask-editor.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { filledIn, uploaded } from '#src/discord/forms/form.ts'
import { fields } from '#src/requests/fields.ts'
import { maskRegion, maskRegions } from '#src/requests/mask-spec.ts'
import { onMessage } from './declaration.ts'
import { pickedFrom, startFrom } from './pick-picture.ts'

/** Paints a part of a message's picture anew: the form asks for words, a part or a mask; else cells are picked. */
export const inpaintThis: MessageCommand = {
  declaration: onMessage(messageCommands.inpaintThis),
  async run(parts, interaction) {
    const { draft, which } = await startFrom(parts, interaction, 'inpaint')
    await openForm(parts, interaction, {
      form: inpaintForm,
      title: messageCommands.inpaintThis,
      fields: [
        ...which,
        { kind: 'text', id: 'prompt', ...words.prompt, long: true, maxLength: fields.prompt.maxLength },
        {
          kind: 'choice',
          id: 'region',
          ...words.region,
          choices: maskRegions.map((region) => ({ label: region, value: region })),
        },
        { kind: 'picture', id: 'mask', ...words.mask },
      ],
      draft,
    })
  },
}

export const inpaintForm: DraftForm = {
  name: 'inpaint-this',
  async submit(parts, form, draft) {
    const filled = filledIn(form)
    const { prompt, region } = filled
    const mask = uploaded(form, 'mask')
    if (mask !== undefined && region !== undefined) throw new UserError('bad-request', optionRefused.maskTwiceInForm)
    const named = maskRegion.safeParse(region)
    await showMask(parts, form, {
      ...draft,
      said: ({ picture }) => ({ mode: 'inpaint', prompt, picture }),
      pictures: {
        ...pickedFrom(draft, filled),
        ...(mask === undefined ? {} : { mask: { from: 'attachment', attachment: mask } }),
      },
      ...(named.success ? { mask: { from: 'regions', regions: [named.data] } } : {}),
    })
  },
}
