import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'
import { commands, options } from '#src/messages/command-descriptions.ts'
import { argumentsOf, type SlashCommand } from '#src/discord/bot/command.ts'
import { placeOf } from '#src/discord/submission/submit.ts'
import { placeholders, type PictureRefs, type PictureSources } from '#src/discord/submission/picture-sources.ts'
import { settle } from '#src/discord/submission/complete-request.ts'
import { type MaskDraft, showMask } from '#src/discord/masks/mask-editor.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { fieldsAbout, withAdvanced } from '#src/discord/forms/advanced.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import { forms as words } from '#src/messages/forms.ts'
import { namedMask } from '#src/requests/mask-words.ts'
import { inpaintLimits, inpaintQualities } from '#src/requests/modes/inpaint.ts'
import { picture, prompt, strength, usual } from './shared-options.ts'
import { spoken } from './read-options.ts'
import { suggest } from './suggestions.ts'

const declaration = {
  name: 'inpaint',
  description: commands.inpaint,
  ...everywhere,
  options: [
    picture,
    prompt,
    { ...picture, name: 'mask', description: options.mask, required: false },
    {
      type: Type.String,
      name: 'region',
      description: options.region,
      autocomplete: true,
      max_length: 100,
    },
    { type: Type.Boolean, name: 'invert', description: options.invert },
    {
      type: Type.String,
      name: 'quality',
      description: options.quality,
      choices: inpaintQualities.map((quality) => ({ name: quality, value: quality })),
    },
    strength,
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
    ...usual,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** Part of a picture anew: the mask is looked at before anything is drawn. */
export const inpaint: SlashCommand = {
  declaration,
  async run(parts, interaction) {
    const given = argumentsOf(declaration, interaction)
    const { picture: attachment, mask: maskFile, region, invert, jump_length, repeats, ...rest } = given
    const { said: own, asked } = spoken(rest)
    const { ephemeral, spoiler, advanced } = asked
    if (maskFile !== undefined && region !== undefined) throw new UserError('bad-request', optionRefused.maskTwice)
    const said = ({ picture }: PictureRefs) => ({
      mode: 'inpaint' as const,
      ...own,
      jumpLength: jump_length,
      repeats,
      invertMask: invert,
      picture,
    })
    const pictures: PictureSources = {
      picture: { from: 'attachment', attachment },
      ...(maskFile === undefined ? {} : { mask: { from: 'attachment', attachment: maskFile } }),
    }
    const mask = region === undefined ? {} : { mask: namedMask(region) }
    const draft: MaskDraft = { said, pictures, ephemeral, spoiler, ...mask }
    if (!advanced) return showMask(parts, interaction, draft)
    const whole = { ...said(placeholders(pictures)), mask: { from: 'transparency' }, ...mask }
    const request = settle(whole, placeOf(interaction), parts)
    await openForm(parts, interaction, {
      form: advancedInpaintForm,
      title: words.advanced,
      fields: fieldsAbout(request),
      draft,
    })
  },
  complete: suggest,
}

/** Shows the mask with what the command and the form say together. */
export const advancedInpaintForm: DraftForm = {
  name: 'advanced-inpaint',
  async submit(parts, form, draft) {
    const filled = filledIn(form)
    await showMask(parts, form, { ...draft, said: (refs) => withAdvanced(draft.said(refs), filled) })
  },
}
