import type { Messages } from '#src/messages/messages.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import type { JobControls } from '../cards/controls.ts'
import { headline } from '../cards/headline.ts'
import { container, gallery, withButton } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import { text } from '../components/text.ts'
import type { FitBytes } from '../delivery/fit-files.ts'
import { coverOf } from './cover.ts'
import { jumpLink } from './jump-link.ts'

export interface StarCardParts {
  readonly store: Pick<Store, 'results' | 'pictures' | 'messages'>
  readonly fitBytes: FitBytes
  readonly controls: Pick<JobControls, 'accessory'>
}

/** The message of a picture in a star channel. Undefined if its file is no longer kept. */
export async function starCard(
  parts: StarCardParts,
  facts: { readonly job: Job; readonly stars: number; readonly guildId: string; readonly channelId: string },
  messages: Messages,
): Promise<Payload | undefined> {
  const { job, stars, guildId, channelId } = facts
  const cover = await coverOf(parts, job, `duckrabbit-${job.id}`)
  if (cover === undefined) return undefined
  const { stars: words, gallery: galleryWords } = messages
  const link = await jumpLink(parts.store, job, guildId)
  const by = words.post({ person: `<@${job.personId}>`, channel: `<#${channelId}>` })
  const line = `-# ${[by, ...(link === undefined ? [] : [galleryWords.jump(link)])].join(' · ')}`
  const button = parts.controls.accessory(job, stars, messages)
  return {
    components: [
      container('done', [
        text(headline(job)),
        gallery([cover.item]),
        button === undefined ? text(line) : withButton(line, button),
      ]),
    ],
    files: [cover.file],
  }
}
