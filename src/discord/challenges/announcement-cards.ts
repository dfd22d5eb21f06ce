import type { Challenge, ChallengeRules } from '#src/community/challenges/challenge.ts'
import { isOpen } from '#src/community/challenges/phases.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { ChallengeCounts } from '#src/store/challenges/challenge-store.ts'
import { button, buttonRows, type ActionRow } from '../components/button.ts'
import { container, gallery } from '../components/container.ts'
import type { OutgoingFile, Payload } from '../components/payload.ts'
import { quote, smallPrint, text } from '../components/text.ts'

/** The facts that the messages of a challenge show. */
export interface ChallengeFacts {
  readonly challenge: Challenge
  readonly counts: ChallengeCounts
  /** The picture that must be inpainted, ready to be sent. */
  readonly given?: OutgoingFile | undefined
  readonly messages: Messages
}

/** The pinned message of a thread: theme, rules, times, how many take part. */
export function announcementCard({ challenge, counts, given, messages }: ChallengeFacts): Payload {
  const { challenge: words } = messages
  const { theme, starterId, phase } = challenge
  const lines = ruleLines(challenge.rules, messages)
  return {
    components: [
      container(phase === 'entries' ? 'running' : 'done', [
        text(words.title(quote(theme, 200))),
        ...(starterId === '' ? [] : [smallPrint(words.startedBy(starterId))]),
        text(lines.length === 0 ? words.noRules : [words.rulesTitle, ...lines].join('\n')),
        ...(given === undefined ? [] : [gallery([{ file: given.name, alt: words.givenAlt }])]),
        text([words.each(challenge.entriesEach), howOf(challenge, messages)].join(' ')),
        ...(phase === 'entries' ? [text(words.howToEnter)] : []),
        text([...timeLines(challenge, messages), countLine(challenge, counts, messages)].join('\n')),
        ...controls(challenge, messages),
      ]),
    ],
    files: given === undefined ? [] : [given],
  }
}

/** The short message in the channel, at which the thread is opened. */
export function invitationCard({ challenge, counts, messages }: ChallengeFacts): Payload {
  const { challenge: words } = messages
  return {
    components: [
      container(challenge.phase === 'entries' ? 'running' : 'done', [
        text(words.invitation(quote(challenge.theme, 200))),
        text([...timeLines(challenge, messages), countLine(challenge, counts, messages)].join('\n')),
        ...controls(challenge, messages),
      ]),
    ],
    files: [],
  }
}

/** The message with which the voting begins. */
export function votingCard({ challenge, counts, messages }: ChallengeFacts): Payload {
  const { challenge: words } = messages
  return {
    components: [
      container(challenge.phase === 'voting' ? 'running' : 'done', [
        text(words.votingBegins(quote(challenge.theme, 200))),
        ...(challenge.phase === 'voting' ? [text(words.votingHow)] : []),
        text([...timeLines(challenge, messages), countLine(challenge, counts, messages)].join('\n')),
        ...controls(challenge, messages),
      ]),
    ],
    files: [],
  }
}

/** The message that says that a challenge was cancelled. */
export function cancelledCard({ challenge, messages }: ChallengeFacts): Payload {
  const line = messages.challenge.cancelled(quote(challenge.theme, 200))
  return { components: [container('waiting', [text(line)])], files: [] }
}

/** The message in the channel for a challenge whose thread cannot be used. Its buttons let people go on. */
export function troubleCard({ challenge, messages }: ChallengeFacts): Payload {
  const { challenge: words, challengeTrouble } = messages
  const trouble = challengeTrouble[challenge.trouble ?? 'refused']
  return {
    components: [
      container('trouble', [
        text(words.title(quote(challenge.theme, 200))),
        text(trouble),
        text(timeLines(challenge, messages).join('\n')),
        ...controls(challenge, messages),
      ]),
    ],
    files: [],
  }
}

/** The rules as a list. */
export function ruleLines(rules: ChallengeRules, { challenge: words, commandNames }: Messages): readonly string[] {
  const { mode, picture, words: wanted, style, seed, size } = rules
  return [
    ...(mode === undefined ? [] : [words.ruleMode(commandNames[mode] ?? mode)]),
    ...(picture === undefined ? [] : [words.rulePicture]),
    ...(wanted.length === 0 ? [] : [words.ruleWords(wanted.map((word) => `**${quote(word, 40)}**`).join(', '))]),
    ...(style === undefined ? [] : [words.ruleStyle(`**${quote(style, 200)}**`)]),
    ...(seed === undefined ? [] : [words.ruleSeed(seed)]),
    ...(size === undefined ? [] : [words.ruleSize(size)]),
  ]
}

const howOf = ({ voting }: Challenge, { challenge: words }: Messages): string =>
  voting === 'stars' ? words.howStars : words.howDuels

/** The line that says when entries and votes close, or that the challenge is over. */
function timeLines(challenge: Challenge, { challenge: words }: Messages): readonly string[] {
  const { phase, entriesEnd, votesEnd, voteTime } = challenge
  if (phase === 'entries') return [words.entriesUntil(entriesEnd), words.votesFor(voteTime)]
  if (phase === 'voting') return [words.votesUntil(votesEnd ?? entriesEnd)]
  return [phase === 'ended' ? words.over : words.cancelledLine]
}

/** The line that says who takes part. It never says how the votes stand before the end. */
function countLine({ phase }: Challenge, counts: ChallengeCounts, { challenge: words }: Messages): string {
  const taking = words.counts(counts)
  return phase === 'entries' ? taking : `${taking} · ${words.voters(counts.voters)}`
}

function controls(challenge: Challenge, { challenge: words }: Messages): readonly ActionRow[] {
  const { id, phase } = challenge
  if (!isOpen(challenge)) return phase === 'ended' ? [galleryRow(id, words.gallery)] : []
  if (phase === 'entries') return buttonRows([button('challenge-enter', id, { label: words.enter, style: 'main' })])
  return buttonRows([
    button('challenge-vote', id, { label: words.vote, style: 'main' }),
    button('challenge-enter', id, { label: words.ownEntries }),
  ])
}

const galleryRow = (id: string, label: string): ActionRow => {
  const [row] = buttonRows([button('challenge-gallery', id, { label, argument: 0 })])
  if (row === undefined) throw new RangeError('Expected a row for one button')
  return row
}
