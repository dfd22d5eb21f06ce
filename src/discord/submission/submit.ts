import type { Job } from '#src/store/job.ts'
import { defer } from '../interactions/acknowledge.ts'
import type { Parts } from '../bot/services.ts'
import { type Asking, originOf, toJobOrigin } from '../jobs/reply-origin.ts'
import type { Place } from './layers.ts'
import { bringPictures, type PictureRefs, type PictureSources, placeholders } from './picture-sources.ts'
import { settle } from './complete-request.ts'

/** A wish as a command, a form or a button puts it together. */
export interface Wish {
  /** As the request schemas have it, with the pictures under the names of `pictures`; checked here. */
  readonly said: (pictures: PictureRefs) => unknown
  readonly pictures?: PictureSources
  /** Seen by the person alone. */
  readonly ephemeral: boolean
  readonly spoiler?: boolean
  readonly parentId?: string
}

export const placeOf = (interaction: Asking): Place => ({
  personId: interaction.user.id,
  guildId: interaction.guildId,
  channelId: interaction.channelId,
})

/**
 * The one place where a wish is accepted. What is wrong with its numbers is refused for the person's eyes only, in
 * the same moment; then the interaction is acknowledged, and only then anything is fetched, asked or written.
 */
export async function ask(parts: Parts, interaction: Asking, wish: Wish): Promise<Job> {
  const { said, pictures: sources = {}, ephemeral, spoiler = false } = wish
  const place = placeOf(interaction)
  settle(said(placeholders(sources)), place, parts)
  await defer(parts, interaction, { ephemeral })
  const { refs, pictures } = await bringPictures(sources, parts)
  const request = settle(said(refs), place, parts)
  await parts.policy.admit(request, place)
  const parentId = wish.parentId ?? (await makerOf(parts, pictures))
  const job = await parts.gate.afterAcknowledgements(() =>
    parts.queue.add({
      personId: place.personId,
      request,
      pictures,
      origin: toJobOrigin(originOf(interaction, { ephemeral, spoiler })),
      token: interaction.token,
      ...(parentId === undefined ? {} : { parentId }),
    }),
  )
  await parts.replies.bind(job, interaction.token)
  return job
}

/** The job that made one of these very files: a result that is handed in again is gone on from as well. */
async function makerOf({ store }: Parts, pictures: ReadonlyMap<string, Uint8Array>): Promise<string | undefined> {
  for (const sha256 of pictures.keys()) {
    const [made] = await store.results.ofPicture(sha256)
    if (made !== undefined) return made.jobId
  }
  return undefined
}
