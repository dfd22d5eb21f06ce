import type { Messages } from '#src/messages/messages.ts'
import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import type { Result } from '#src/store/store.ts'
import { requestWordsIn } from './request-text.ts'

/** The label that distinguishes one of several pictures: its strength, its cell in a comparison, or else its seed. */
export const labelOf = (request: DrawRequest, { picture, seed }: Result, messages: Messages): string =>
  modeOf(request).pictureLabel?.(request, picture, requestWordsIn(messages)) ?? messages.settingLine.seed(seed)
