import type { EngineStatus } from '#src/engine/engine.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { QueueOverview } from '#src/queue/job-queue.ts'
import { container } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import { smallPrint, text } from '../components/text.ts'
import { headline } from './headline.ts'

export interface AboutFacts {
  readonly version: string
  /** The licences that the model folders name, by the name of the model. */
  readonly licences: ReadonlyMap<string, string>
}

const card = (...inside: Parameters<typeof container>[1]): Payload => ({
  components: [container('done', inside)],
  files: [],
})

/** The model, the device and the version. */
export function aboutCard(status: EngineStatus, { version, licences }: AboutFacts, { about }: Messages): Payload {
  const model = status.model ?? about.noModelYet
  return card(
    text(about.title),
    text(about.what),
    text(about.facts({ model, device: status.device ?? about.noDeviceYet, version })),
    ...(status.model === null ? [] : [smallPrint(about.licence(licences.get(status.model) ?? about.unknownLicence))]),
  )
}

/** The queue as one person sees it: how long it is and which jobs are theirs. */
export function queueCard({ running, waiting }: QueueOverview, personId: string, { queueFacts }: Messages): Payload {
  if (running.length + waiting.length === 0) return card(text(queueFacts.empty))
  const own = [
    ...running
      .filter(({ job }) => job.personId === personId)
      .map(({ job, progress }) => queueFacts.drawing(headline(job, 80), progress.fraction)),
    ...waiting
      .filter(({ job }) => job.personId === personId)
      .map(({ job, position }) => queueFacts.waits(headline(job, 80), position)),
  ]
  return card(
    text(queueFacts.busy({ running: running.length, waiting: waiting.length })),
    text(own.length === 0 ? queueFacts.notYours : own.join('\n')),
  )
}

/** The answer to a person who writes to the bot instead of using a command. */
export const hintCard = ({ hint }: Messages): Payload =>
  card(text(hint.how), text(hint.examples), smallPrint(hint.more))

/** How to ask for pictures: every command, and what the buttons do. */
export function helpCard(
  commands: readonly { readonly name: string; readonly description: string }[],
  { subjects }: Pick<EngineStatus, 'subjects'>,
  { help }: Messages,
): Payload {
  const list = commands.map(({ name, description }) => `**/${name}** ${description}`).join('\n')
  return card(text(help.title), text(list), text(help.examples(subjects)), text(help.buttons), smallPrint(help.tip))
}
