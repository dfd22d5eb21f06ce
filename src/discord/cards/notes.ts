import { about, help, queueFacts } from '#src/messages/replies.ts'
import type { EngineStatus } from '#src/engine/engine.ts'
import type { QueueOverview } from '#src/queue/job-queue.ts'
import { container, smallPrint, text } from '../components/frame.ts'
import type { AboutFacts } from '../bot/services.ts'
import type { Payload } from '../components/payload.ts'
import { headline } from './progress.ts'

const card = (...inside: Parameters<typeof container>[1]): Payload => ({
  components: [container('done', inside)],
  files: [],
})

/** What paints here. */
export function aboutCard(status: EngineStatus, { version, licence }: AboutFacts): Payload {
  const model = status.model ?? about.noModelYet
  return card(
    text(about.title),
    text(about.what),
    text(about.facts({ model, device: status.device ?? about.noDeviceYet, version })),
    smallPrint(about.licence(licence)),
  )
}

/** The line as one person sees it: how long it is, and what of it is theirs. */
export function queueCard({ running, waiting }: QueueOverview, personId: string): Payload {
  if (running.length + waiting.length === 0) return card(text(queueFacts.empty))
  const own = [
    ...running
      .filter(({ job }) => job.personId === personId)
      .map(({ job, progress }) => queueFacts.painting(headline(job, 80), progress.fraction)),
    ...waiting
      .filter(({ job }) => job.personId === personId)
      .map(({ job, position }) => queueFacts.waits(headline(job, 80), position)),
  ]
  return card(
    text(queueFacts.busy({ running: running.length, waiting: waiting.length })),
    text(own.length === 0 ? queueFacts.notYours : own.join('\n')),
  )
}

/** How to ask, from the commands that there are. */
export function helpCard(commands: readonly { readonly name: string; readonly description: string }[]): Payload {
  const list = commands.map(({ name, description }) => `**/${name}** ${description}`).join('\n')
  return card(text(help.title), text(list), text(help.buttons), smallPrint(help.tip))
}
