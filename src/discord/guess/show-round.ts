import { isUnderWay, type Round, showsSolution } from '#src/community/guess/round.ts'
import type { GalleryItem } from '../components/container.ts'
import type { OutgoingFile, Payload } from '../components/payload.ts'
import { shownAt } from '../jobs/spoiler.ts'
import { editInterval } from '../posts/edit-interval.ts'
import { marked, markOf } from '../posts/marks.ts'
import { placedOf } from '../posts/post-once.ts'
import type { PlacedMessage } from '../transport/messenger.ts'
import { channelRefusalOf } from '../transport/threads.ts'
import { roundCard } from './cards.ts'
import { coveredPictures } from './covered-pictures.ts'
import type { GuessParts } from './guess-parts.ts'
import { postInRound } from './post-in-round.ts'
import { pictureOfRound } from './round-picture.ts'

/** The kind of the message with the picture. */
export const roundPost = 'round'

/** What the message of a round shows until the next hint. */
interface Stage {
  /** The phase and the hints. */
  readonly name: string
  readonly things: number
  readonly pictures: readonly GalleryItem[]
}

const nameOf = ({ phase, hints }: Round): string => `${phase} ${hints}`

/** A round as it is now, with the files of its pictures. */
async function stageOf(
  parts: GuessParts,
  round: Round,
): Promise<{ readonly stage: Stage; readonly files: readonly OutgoingFile[] }> {
  const name = nameOf(round)
  const isHidden = !isUnderWay(round) && !showsSolution(round)
  const found = isHidden ? undefined : await pictureOfRound(parts, round)
  if (found === undefined) return { stage: { name, things: 2, pictures: [] }, files: [] }
  const job = await shownAt(parts, found.job, parts.placeOfChannel(round.guildId, round.channelId))
  const covered = await coveredPictures(parts, round, { ...found, job }, await parts.messagesFor(round.guildId))
  const pictures = covered.map(({ item }) => item)
  return { stage: { name, things: found.prompts.length, pictures }, files: covered.map(({ file }) => file) }
}

/** The message of a round at a stage, with the counts of now. */
async function composeRound(
  parts: GuessParts,
  round: Round,
  { things, pictures }: Stage,
  files: readonly OutgoingFile[],
): Promise<Payload> {
  const messages = await parts.messagesFor(round.guildId)
  const counts = await parts.store.guess.counts(round.id)
  return { components: roundCard({ round, things, pictures, counts, messages }), files }
}

/**
 * The outcome of showing a round: its message is up to date, Discord refuses it for good, or somebody has deleted it.
 */
export type ShowOutcome = 'shown' | 'not-posted' | 'deleted'

/**
 * Posts the message of a round and keeps it up to date. Hints are shown at once, counts every few seconds.
 *
 * @throws errors that may pass soon, for example a network fault
 */
export function createShowRound(parts: GuessParts): (round: Round) => Promise<ShowOutcome> {
  const { store, messenger, clock, log } = parts
  const shown = new Map<string, { readonly stage: Stage | undefined; readonly key: string; readonly at: number }>()

  /** Edits the message. Its files stay where only the counts have changed. */
  async function edit(round: Round, { channelId, messageId }: PlacedMessage, known: Stage | undefined): Promise<Stage> {
    const { stage, files } = known === undefined ? await stageOf(parts, round) : { stage: known, files: [] }
    // An edited message keeps its mark, or a later process would not find it.
    const payload = marked(await composeRound(parts, round, stage, files), markOf(round.id, roundPost))
    if (known === undefined) await messenger.edit(channelId, messageId, payload)
    else await messenger.editKeepingFiles(channelId, messageId, payload.components)
    return stage
  }

  async function post(round: Round): Promise<{ readonly outcome: ShowOutcome; readonly stage: Stage | undefined }> {
    try {
      let posted: Stage | undefined
      await postInRound(parts, round, roundPost, async () => {
        const { stage, files } = await stageOf(parts, round)
        posted = stage
        return composeRound(parts, round, stage, files)
      })
      return { outcome: 'shown', stage: posted }
    } catch (error) {
      if (channelRefusalOf(error) === undefined) throw error
      log.warn({ round: round.id, err: error }, 'Discord does not let a guessing round be posted')
      return { outcome: 'not-posted', stage: undefined }
    }
  }

  return async (round) => {
    const { id } = round
    const key = JSON.stringify([nameOf(round), await store.guess.counts(id)])
    const before = shown.get(id)
    const at = clock.monotonic()
    const placed = placedOf((await store.guess.posts(id)).find(({ kind }) => kind === roundPost))
    if (placed === undefined) {
      if (!isUnderWay(round)) return 'not-posted'
      const { outcome, stage } = await post(round)
      shown.set(id, { stage, key, at })
      return outcome
    }
    if (before?.key === key) return 'shown'
    const known = before?.stage?.name === nameOf(round) ? before.stage : undefined
    const interval = editInterval(round, clock.now())
    if (known !== undefined && before !== undefined && at < before.at + interval) return 'shown'
    let stage = known
    try {
      stage = await edit(round, placed, known)
    } catch (error) {
      const refusal = channelRefusalOf(error)
      if (refusal === undefined) throw error
      log.warn({ round: id, err: error }, 'the message of a guessing round was not refreshed')
      if (refusal === 'unknown-message' || refusal === 'unknown-channel') return 'deleted'
    }
    if (isUnderWay(round)) shown.set(id, { stage, key, at })
    else shown.delete(id)
    return 'shown'
  }
}
