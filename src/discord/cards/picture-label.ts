import type { Messages } from '#src/messages/messages.ts'
import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import type { Result } from '#src/store/store.ts'
import { requestWordsIn } from './request-text.ts'

/** What tells one of several pictures from the others: its strength, its place in a comparison, else its seed. */
export const labelOf = (request: DrawRequest, { picture, seed }: Result, messages: Messages): string =>
  modeOf(request).pictureLabel?.(request, picture, requestWordsIn(messages)) ?? messages.settingLine.seed(seed)
