import { jobControls as controls } from '#src/discord/buttons/registry.ts'
import { type DisplayState, layout, shownFiles } from '#src/discord/cards/layout.ts'
import { resultCard } from '#src/discord/cards/result.ts'
import { withHeading } from '#src/discord/components/container.ts'
import type { Payload } from '#src/discord/components/payload.ts'
import type { Job } from '#src/store/job.ts'
import { resultsOf } from './samples.ts'

/** The card of a finished job, with every file that it shows. */
export function finishedCard(
  job: Job,
  options: {
    readonly width?: 64 | 256
    readonly display?: DisplayState
    readonly heading?: string
    readonly spoiler?: boolean
  } = {},
): Payload {
  const { width = 256, display = {}, heading, spoiler = false } = options
  const results = resultsOf(job, width)
  const laidOut = layout(job, results, display)
  const files = shownFiles(laidOut).map((result) => ({
    result,
    file: { name: `duckrabbit-${result.picture}-${result.role}.png`, data: new Uint8Array(1) },
  }))
  const notes = ['The PNG is too large.', 'The prompt is too long.']
  const card = resultCard({
    job,
    results,
    layout: laidOut,
    files,
    notes,
    spoiler,
    controls: controls.result(job, results, laidOut),
  })
  return heading === undefined ? card : { ...card, components: withHeading(card.components, heading) }
}
