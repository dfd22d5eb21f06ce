import { modeOf } from '#src/requests/draw-request.ts'
import { buttons as words } from '#src/messages/buttons.ts'
import { changeDisplay } from './change-display.ts'
import type { JobButton } from './job-button.ts'

/** Shows the next reading of an illusion, of the picked picture or of all. Argument: the reading, then the picture. */
export const turn: JobButton = {
  id: 'turn',
  on: {
    result({ job, layout: { readings, turned }, picked }) {
      const { nextReading: turn } = modeOf(job.request)
      if (turn === undefined || readings < 2) return []
      const argument = `${(turned + 1) % readings}${picked}`
      return [{ label: words[turn], emoji: turn === 'turn' ? '🔄' : '👣', style: 'main', argument, place: 'first' }]
    },
  },
  async press(services, interaction, pressed) {
    const [turned, picked] = pressed.argument.split(':')
    await changeDisplay(services, interaction, pressed, {
      turned: Number(turned),
      ...(picked === undefined ? {} : { picked: Number(picked) }),
    })
  },
}
