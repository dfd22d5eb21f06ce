import { anagram } from './anagram.ts'
import { compare } from './compare.ts'
import { denoise } from './denoise.ts'
import { edit } from './edit.ts'
import { generate } from './generate.ts'
import { hybrid } from './hybrid.ts'
import { inpaint } from './inpaint.ts'
import { style } from './style.ts'
import { upscale } from './upscale.ts'

/** Every mode by its name, in the order in which commands are listed. */
export const modes = { generate, edit, inpaint, anagram, hybrid, style, upscale, denoise, compare } as const
