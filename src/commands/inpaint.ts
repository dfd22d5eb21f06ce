import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'
import { options } from '#src/messages/command-descriptions.ts'
import { modes } from '#src/requests/modes/registry.ts'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import { argumentsOf } from './arguments-of.ts'
import { checkRequest } from '#src/discord/submission/complete-request.ts'
import { pictureSlot } from '#src/requests/request-template.ts'
import { type MaskDraft, showMask, transparency } from '#src/discord/masks/show-mask.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { fieldsAbout, withAdvanced } from '#src/discord/forms/advanced.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { namedMask } from '#src/requests/mask-words.ts'
import { inpaintLimits, inpaintQualities } from '#src/requests/modes/inpaint.ts'
import { picture, prompt, strength, commonOptions } from './shared-options.ts'
import { readOptions } from './read-options.ts'
import { suggest } from './suggestions.ts'

const declaration = {
  name: 'inpaint',
  description: modes.inpaint.description,
  ...everywhere,
  options: [
    picture,
    { ...prompt, required: true },
    {
      type: Type.String,
      name: 'region',
      description: options.region,
      autocomplete: true,
      max_length: 100,
    },
    { ...picture, name: 'mask', description: options.mask, required: false },
    strength,
    { type: Type.Boolean, name: 'invert', description: options.invert },
    {
      type: Type.String,
      name: 'quality',
      description: options.quality,
      choices: inpaintQualities.map((quality) => ({ name: quality, value: quality })),
    },
    {
      type: Type.Number,
      name: 'feather',
      description: options.feather,
      min_value: inpaintLimits.feather.min,
      max_value: inpaintLimits.feather.max,
    },
    {
      type: Type.Integer,
      name: 'jump_length',
      description: options.jumpLength,
      min_value: inpaintLimits.jumpLength.min,
      max_value: inpaintLimits.jumpLength.max,
    },
    {
      type: Type.Integer,
      name: 'repeats',
      description: options.repeats,
      min_value: inpaintLimits.repeats.min,
      max_value: inpaintLimits.repeats.max,
    },
    ...commonOptions,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** Redraws a part of a picture. The person sees the mask before anything is drawn. */
export const inpaint: SlashCommand = {
  declaration,
  async run(services, interaction) {
    const given = argumentsOf(declaration, interaction)
    const { picture: attachment, mask: maskFile, region, invert, jump_length, repeats, ...rest } = given
    const { settings, reply } = readOptions(rest)
    const { advanced, ...visibility } = reply
    if (maskFile !== undefined && region !== undefined) throw new UserError('bad-request', optionRefused.maskTwice)
    const draft: MaskDraft = {
      request: {
        mode: 'inpaint',
        ...settings,
        jumpLength: jump_length,
        repeats,
        invertMask: invert,
        picture: pictureSlot('picture'),
      },
      pictures: {
        picture: { from: 'attachment', attachment },
        ...(maskFile === undefined ? {} : { mask: { from: 'attachment', attachment: maskFile } }),
      },
      ...visibility,
      ...(region === undefined ? {} : { mask: namedMask(region) }),
    }
    if (!advanced) return showMask(services, interaction, draft)
    const request = checkRequest({ ...draft.request, mask: draft.mask ?? transparency }, draft.pictures)
    const messages = messagesIn(interaction.locale)
    await openForm(services, interaction, {
      form: advancedInpaintForm,
      title: messages.forms.advanced,
      fields: fieldsAbout(request, messages),
      draft,
    })
  },
  complete: suggest,
}

/** Shows the mask for the combined input of the command and the form. */
export const advancedInpaintForm: DraftForm = {
  name: 'advanced-inpaint',
  async submit(services, interaction, draft) {
    await showMask(services, interaction, { ...draft, request: withAdvanced(draft.request, filledIn(interaction)) })
  },
}
