import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/refusals.ts'
import { canVary, isDegree, varied } from '../redraw/varied.ts'
import { continueFrom } from './continue-from.ts'
import type { JobButton } from './job-button.ts'

/** Redraws one picture of a result from itself. Argument: the degree, then perhaps the picture. */
export const vary: JobButton = {
  id: 'vary',
  on: {
    result: ({ job, layout: { picture }, picked, words }) =>
      picture === undefined || !canVary(job, picture)
        ? []
        : [
            { label: words.vary, emoji: '🌱', argument: `little${picked}` },
            { label: words.varyMuch, emoji: '🌳', argument: `much${picked}`, place: 'aside' },
          ],
  },
  async press(services, interaction, pressed) {
    const [degree = '', index] = pressed.argument.split(':')
    if (!isDegree(degree)) throw new UserError('unknown-button', refused.unknownButton)
    await continueFrom(services, interaction, pressed, index, (request, _, picture) => varied(request, picture, degree))
  },
}
