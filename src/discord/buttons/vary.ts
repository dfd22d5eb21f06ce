import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/replies.ts'
import { isDegree, varied } from '../redraw/varied.ts'
import type { Pressed } from '../bot/handlers.ts'
import { goOnFrom } from './continue-from.ts'

/** Paints one picture of a result anew from itself, a little or a lot. */
export const vary: Pressed = async (parts, interaction, press) => {
  const [degree = '', number] = press.argument.split(':')
  if (!isDegree(degree)) throw new UserError('unknown-press', refused.unknownPress)
  await goOnFrom(parts, interaction, press, number, (request, _, picture) => varied(request, picture, degree))
}
