import { modeOf } from '#src/requests/draw-request.ts'
import { changeDisplay } from './change-display.ts'
import type { JobButton } from './job-button.ts'

/** Shows the next reading of an illusion, of the picked picture or of all. Argument: the reading, then the picture. */
export const turn: JobButton = {
  id: 'turn',
  on: {
    result({ job, layout: { readings, turned }, picked, words }) {
      const { nextReading: turn } = modeOf(job.request)
      if (turn === undefined || readings < 2) return []
      const argument = `${(turned + 1) % readings}${picked}`
      const face = { label: words[turn], style: 'main', argument, place: 'first' } as const
      return [turn === 'turn' ? { ...face, emoji: '🔄' } : face]
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
