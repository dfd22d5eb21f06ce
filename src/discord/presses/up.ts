import { upscaled } from '../again/upscaled.ts'
import type { Pressed } from '../press.ts'
import { goOnFrom } from './go-on.ts'

/** Draws one picture of a result four times as large. */
export const up: Pressed = (parts, interaction, press) => goOnFrom(parts, interaction, press, press.argument, upscaled)
