import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js'
import type { Handlers } from '#src/discord/bot/dispatch.ts'
import { takeForm } from '#src/discord/forms/draft-form.ts'
import { pressed, submitted } from '#src/discord/buttons/registry.ts'
import { about } from './about.ts'
import { anagram } from './anagram.ts'
import { advancedForm } from './submit-or-form.ts'
import { compare } from './compare.ts'
import { denoise } from './denoise.ts'
import { edit } from './edit.ts'
import { generate } from './generate.ts'
import { hybrid } from './hybrid.ts'
import { advancedInpaintForm, inpaint } from './inpaint.ts'
import { help } from './help.ts'
import { anagramForm, anagramThis } from './on-message/anagram-this.ts'
import { editForm, editThis } from './on-message/edit-this.ts'
import { hybridForm, hybridThis } from './on-message/hybrid-this.ts'
import { inpaintForm, inpaintThis } from './on-message/inpaint-this.ts'
import { showRecipe } from './on-message/show-recipe.ts'
import { upscaleForm, upscaleThis } from './on-message/upscale-this.ts'
import { queue } from './queue.ts'
import { style } from './style.ts'
import { upscale } from './upscale.ts'
import { show } from './show.ts'

const modes = [generate, edit, inpaint, anagram, hybrid, style, upscale, denoise, compare] as const
const others = [show, queue, about] as const
const forms = [advancedForm, advancedInpaintForm, editForm, inpaintForm, anagramForm, hybridForm, upscaleForm] as const

/** Everything that answers to something, written out by hand. */
export const handlers: Handlers = {
  slash: [...modes, ...others, help([...modes, ...others])],
  message: [editThis, inpaintThis, anagramThis, hybridThis, upscaleThis, showRecipe],
  pressed,
  submitted: { ...submitted, form: takeForm(forms) },
}

/** What is registered with Discord. */
export const declarations: readonly RESTPostAPIApplicationCommandsJSONBody[] = [
  ...handlers.slash,
  ...handlers.message,
].map(({ declaration }) => declaration)
