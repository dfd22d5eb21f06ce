import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import type { ReadingWords } from '#src/requests/modes/mode.ts'

/** The readings of a picture, in the order of their roles: how each is seen, and what it shows. */
export const readingsOf = (request: DrawRequest): readonly ReadingWords[] => modeOf(request).readings?.(request) ?? []

/** A request line by line, as it was written (not escaped). */
export const requestLines = (request: DrawRequest): readonly string[] => modeOf(request).lines(request)

/**
 * The lines that a spoiler hides, by their index: those that tell of another reading than the one shown first. None where
 * a picture has one meaning, which its own spoiler hides.
 */
export const linesKeptBack = (request: DrawRequest): readonly number[] =>
  modeOf(request).linesAboutOtherReadings?.(request) ?? []

/** The request on one line, for alt texts and lists. */
export const requestLine = (request: DrawRequest): string => requestLines(request).join(' · ')
