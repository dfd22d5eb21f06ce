import type { APIMessageTopLevelComponent } from 'discord.js'
import {
  isUnderWay,
  type Round,
  type RoundCounts,
  type RoundOutcome,
  type RoundScore,
} from '#src/community/guess/round.ts'
import type { Messages } from '#src/messages/messages.ts'
import { button, buttonRows } from '../components/button.ts'
import { container, gallery, type GalleryItem, withHeading } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import { smallPrint, text } from '../components/text.ts'

/** The facts that the message of a round shows. */
export interface RoundFacts {
  readonly round: Round
  /** How many things hide in the picture. */
  readonly things: number
  readonly pictures: readonly GalleryItem[]
  readonly counts: RoundCounts
  readonly messages: Messages
}

/** The message of a round: the picture without its prompts, and how to guess. */
export function roundCard({
  round,
  things,
  pictures,
  counts,
  messages,
}: RoundFacts): readonly APIMessageTopLevelComponent[] {
  const { guessRound: words } = messages
  const open = isUnderWay(round)
  const times = [
    ...(round.nextHintAt === null ? [] : [words.nextHint(round.nextHintAt)]),
    ...(round.endsAt === null ? [] : [words.ends(round.endsAt)]),
  ]
  return [
    container(open ? 'running' : 'done', [
      text(words.title),
      ...(round.starterId === '' ? [] : [smallPrint(words.startedBy(round.starterId))]),
      text(open ? words.how(things) : endLine(round, messages)),
      ...(pictures.length === 0 ? [] : [gallery(pictures)]),
      ...(open ? [text(times.join(' '))] : []),
      smallPrint(words.counts(counts)),
      ...(open
        ? buttonRows([
            button('guess', round.id, { label: words.guess, emoji: '🔍', style: 'main' }),
            button('guess-end', round.id, { label: words.endRound }),
          ])
        : []),
    ]),
  ]
}

/** How a round ended, as a sentence. */
export function endLine(
  { outcome, winnerId }: Pick<Round, 'outcome' | 'winnerId'>,
  { guessRound: words }: Messages,
): string {
  const lines: Readonly<Record<RoundOutcome, string>> = {
    // The winner may have deleted all their data, and is not named then.
    won: winnerId === null || winnerId === '' ? words.stopped : words.won(winnerId),
    time: words.timeOver,
    stopped: words.stopped,
    cancelled: words.cancelled,
    failed: words.failed,
    gone: words.gone,
  }
  return lines[outcome ?? 'stopped']
}

/** Says in the channel that a picture was not drawn. */
export const failedCard = ({ guessRound: words }: Messages): Payload => ({
  components: [container('trouble', [text(words.failed)])],
  files: [],
})

/** The result of a round's picture, with a heading that says how the round ended and how many points people got. */
export function solutionCard(
  result: Payload,
  facts: {
    readonly round: Round
    readonly scores: readonly RoundScore[]
    /** The winner's wins in a row. It is mentioned from two on. */
    readonly streak: number
    readonly messages: Messages
  },
): Payload {
  const { round, scores, streak, messages } = facts
  const { guessRound: words } = messages
  const lines = [
    endLine(round, messages),
    ...(round.winnerId !== null && round.winnerId !== '' && streak > 1
      ? [words.streak({ personId: round.winnerId, wins: streak })]
      : []),
    ...scores
      .filter(({ found }) => found > 0)
      .slice(0, 10)
      .map((score) => words.score(score)),
    words.solution,
  ]
  return { ...result, components: withHeading(result.components, lines.join('\n')) }
}
