import type { Result } from '#src/store/store.ts'
import { canUpscale, isSmall, upscaled } from '../redraw/upscaled.ts'
import { continueFrom } from './continue-from.ts'
import type { JobButton } from './job-button.ts'

/** With more pictures than this, one of them is picked first instead of a button for each. */
const maxButtons = 4

const face = ({ picture }: Result, label: string) => ({ label, emoji: '⬆️', argument: picture })

/** Draws one picture of a result four times as large. Argument: the picture. */
export const upscale: JobButton = {
  id: 'upscale',
  on: {
    result({ job, layout: { picture, pictures }, words }) {
      if (picture !== undefined) return canUpscale(job, picture) ? [face(picture, words.upscale)] : []
      const small = pictures.filter((one) => isSmall(one) && canUpscale(job, one))
      if (small.length > maxButtons) return []
      return small.map((one) => ({ ...face(one, words.upscalePicture(one.picture + 1)), place: 'aside' }))
    },
  },
  press: (services, interaction, pressed) => continueFrom(services, interaction, pressed, pressed.argument, upscaled),
}
