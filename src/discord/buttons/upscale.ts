import { upscaled } from '../redraw/upscaled.ts'
import type { Pressed } from '../bot/handlers.ts'
import { goOnFrom } from './continue-from.ts'

/** Draws one picture of a result four times as large. */
export const up: Pressed = (parts, interaction, press) => goOnFrom(parts, interaction, press, press.argument, upscaled)
