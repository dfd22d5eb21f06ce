import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js'
import type { Handlers, MessageCommand, SlashCommand } from '#src/discord/bot/handlers.ts'
import { componentHandlers, formHandlers, jobControls } from '#src/discord/buttons/registry.ts'
import { type DraftForm, draftForms } from '#src/discord/forms/draft-form.ts'
import { settingsForms, settingsHandlers } from '#src/discord/settings/handlers.ts'
import { askToDelete, deleteEverything } from '#src/discord/settings/privacy.ts'
import type { Mode } from '#src/requests/draw-request.ts'
import { modes } from '#src/requests/modes/registry.ts'
import { about } from './about.ts'
import { anagram } from './anagram.ts'
import { challenge } from './challenge/challenge.ts'
import { compare } from './compare.ts'
import { exportPictures } from './export.ts'
import { gallery } from './gallery.ts'
import { guess } from './guess/guess.ts'
import { help } from './help.ts'
import { hybrid } from './hybrid.ts'
import { advancedInpaintForm, inpaint } from './inpaint.ts'
import { anagramForm, anagramThis } from './on-message/anagram-this.ts'
import { editForm, editThis } from './on-message/edit-this.ts'
import { hybridForm, hybridThis } from './on-message/hybrid-this.ts'
import { inpaintForm, inpaintThis } from './on-message/inpaint-this.ts'
import { showRecipe } from './on-message/show-recipe.ts'
import { upscaleForm, upscaleThis } from './on-message/upscale-this.ts'
import { localized, localizedOnMessage } from './localized.ts'
import { modeCommand } from './mode-command.ts'
import { preferences, settings } from './settings.ts'
import { privacy } from './privacy.ts'
import { quota } from './quota.ts'
import { queue } from './queue.ts'
import { show } from './show.ts'
import { advancedForm } from './submit-or-form.ts'

/** The commands of modes that have options besides their inputs. */
const ownCommands: { readonly [M in Mode]?: SlashCommand } = { anagram, hybrid, inpaint, compare }

const inEveryLanguage = (command: SlashCommand): SlashCommand => ({
  ...command,
  declaration: localized(command.declaration),
})

const slashCommands: readonly SlashCommand[] = [
  ...Object.values(modes).map((mode) => ownCommands[mode.name] ?? modeCommand(mode)),
  show,
  gallery,
  exportPictures,
  challenge,
  guess,
  queue,
  quota,
  preferences,
  privacy,
  settings,
  about,
].map(inEveryLanguage)

const messageCommands: readonly MessageCommand[] = [
  editThis,
  inpaintThis,
  anagramThis,
  hybridThis,
  upscaleThis,
  showRecipe,
].map((command) => ({ ...command, declaration: localizedOnMessage(command.declaration) }))

const forms: readonly DraftForm[] = [
  advancedForm,
  advancedInpaintForm,
  editForm,
  inpaintForm,
  anagramForm,
  hybridForm,
  upscaleForm,
]

/** Everything that answers an interaction. */
export const handlers: Handlers = {
  slash: [...slashCommands, inEveryLanguage(help(slashCommands))],
  message: messageCommands,
  components: [...componentHandlers, ...settingsHandlers, askToDelete],
  forms: [...formHandlers, ...settingsForms, deleteEverything, draftForms(forms)],
  controls: jobControls,
}

/** The commands that are registered with Discord. */
export const declarations: readonly RESTPostAPIApplicationCommandsJSONBody[] = [
  ...handlers.slash,
  ...handlers.message,
].map(({ declaration }) => declaration)
