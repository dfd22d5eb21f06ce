import type { Messages } from '#src/messages/messages.ts'
import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import type { ReadingWords } from '#src/requests/modes/mode.ts'
import type { RequestWords } from '#src/requests/words.ts'

/** How a reading is seen, from the English label of its view or component. A label that a language lacks stays English. */
export function viewLabelIn({ seenAs }: Pick<Messages, 'seenAs'>, how: string): string {
  const labels: Readonly<Record<string, string>> = seenAs
  return labels[how] ?? how
}

/** The words of a language in which modes describe their requests. */
export const requestWordsIn = (messages: Messages): RequestWords => ({
  ...messages.requestWords,
  setting: messages.settingLine.named,
  seen: (how) => viewLabelIn(messages, how),
})

/** The readings of a picture, in the order of their roles: how each is seen, and what it shows. */
export const readingsOf = (request: DrawRequest, messages: Messages): readonly ReadingWords[] =>
  (modeOf(request).readings?.(request) ?? []).map(({ how, prompt }) => ({ how: viewLabelIn(messages, how), prompt }))

/** A request line by line, as it was written (not escaped). */
export const requestLines = (request: DrawRequest, messages: Messages): readonly string[] =>
  modeOf(request).lines(request, requestWordsIn(messages))

/**
 * The lines that a spoiler hides, by their index: those that tell of another reading than the one shown first. None where
 * a picture has one meaning, which its own spoiler hides.
 */
export const hiddenPromptLines = (request: DrawRequest): readonly number[] =>
  modeOf(request).linesAboutOtherReadings?.(request) ?? []

/** The request on one line, for alt texts and lists. */
export const requestLine = (request: DrawRequest, messages: Messages): string =>
  requestLines(request, messages).join(' · ')
