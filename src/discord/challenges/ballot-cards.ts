import { ComponentType } from 'discord.js'
import type { Ballot } from '#src/community/challenges/ballot.ts'
import type { Challenge, Entry, Vote } from '#src/community/challenges/challenge.ts'
import type { Messages } from '#src/messages/messages.ts'
import { type ActionRow, button, buttonRows } from '../components/button.ts'
import { container, gallery } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import { quote, smallPrint, text } from '../components/text.ts'
import { entryItem, type EntryPicture } from './entry-pictures.ts'

export interface BallotFacts {
  readonly challenge: Challenge
  readonly ballot: Ballot
  /** Which of the ballot's pages is shown, from 0. */
  readonly at: number
  readonly pictures: readonly EntryPicture[]
  /** The voter's own votes so far. */
  readonly votes: readonly Vote[]
  readonly mayRemove: boolean
  readonly messages: Messages
}

/** One page of a ballot: an entry with stars, or two entries to choose between. It does not say whose they are. */
export function ballotCard(facts: BallotFacts): Payload {
  const { challenge, ballot, at, pictures, votes, messages } = facts
  const { ownChallenge: words } = messages
  const shown = ballot[at] ?? []
  const title = words.ballotTitle({ theme: quote(challenge.theme, 100), at: at + 1, of: ballot.length })
  const isDone = ballot.every((page) => voteForPage(votes, page) !== undefined)
  const items = pictures.map((picture, index) =>
    entryItem(picture, shown.length > 1 ? sideOf(index, messages) : messages.challenge.entryAlt(at + 1)),
  )
  return {
    components: [
      container('running', [
        text(title),
        ...(items.length === 0 ? [text(messages.challenge.gonePicture)] : [gallery(items)]),
        text(challenge.voting === 'stars' ? starLine(facts, shown) : duelLine(facts, shown)),
        ...(challenge.voting === 'stars' ? starRows(facts, shown) : duelRows(facts, shown)),
        ...pageRows(facts),
        ...(facts.mayRemove ? removeRows(facts, shown) : []),
        ...(isDone ? [smallPrint(words.ballotDone)] : []),
      ]),
    ],
    files: pictures.map(({ file }) => file),
  }
}

/** The message for a voter who has nothing to vote on. */
export const emptyBallotCard = ({ ownChallenge: words }: Messages): Payload => ({
  components: [container('waiting', [text(words.ballotEmpty)])],
  files: [],
})

/** The entries of a duel in alphabetical order, as votes name them. */
export const orderedIds = ([a, b]: readonly Entry[]): readonly [string, string] => {
  const [one, other] = [a?.id ?? '', b?.id ?? '']
  return one < other ? [one, other] : [other, one]
}

/** The voter's vote on a page; undefined before they have voted. */
export function voteForPage(votes: readonly Vote[], page: readonly Entry[]): Vote | undefined {
  if (page.length < 2) return votes.find(({ entryId, otherId }) => entryId === page[0]?.id && otherId === '')
  const [entryId, otherId] = orderedIds(page)
  return votes.find((vote) => vote.entryId === entryId && vote.otherId === otherId)
}

const sideOf = (index: number, { ownChallenge: words }: Messages): string => (index === 0 ? words.left : words.right)

/** Which side won in the voter's vote, from 0; undefined before they have voted. */
function chosenSide(votes: readonly Vote[], page: readonly Entry[]): number | undefined {
  const vote = voteForPage(votes, page)
  if (vote === undefined) return undefined
  const winner = vote.value === 1 ? vote.entryId : vote.otherId
  return page.findIndex(({ id }) => id === winner)
}

function starLine({ votes, messages }: BallotFacts, page: readonly Entry[]): string {
  const { ownChallenge: words } = messages
  const stars = voteForPage(votes, page)?.value
  return stars === undefined ? words.noStars : words.yourStars(stars)
}

function duelLine({ votes, messages }: BallotFacts, page: readonly Entry[]): string {
  const { ownChallenge: words } = messages
  const side = chosenSide(votes, page)
  return side === undefined ? words.duelQuestion : words.youChose(sideOf(side, messages))
}

function starRows({ challenge, votes, messages, at }: BallotFacts, page: readonly Entry[]): readonly ActionRow[] {
  const given = voteForPage(votes, page)?.value
  const faces = [1, 2, 3, 4, 5].map((stars) =>
    button('challenge-star', challenge.id, {
      label: messages.ownChallenge.star(stars),
      argument: `${page[0]?.id ?? ''}:${stars}:${at}`,
      ...(stars === given && { style: 'main' }),
    }),
  )
  // Five short labels fit into one row on a phone too.
  return [{ type: ComponentType.ActionRow, components: faces }]
}

function duelRows({ challenge, votes, messages, at }: BallotFacts, page: readonly Entry[]): readonly ActionRow[] {
  const chosen = chosenSide(votes, page)
  const faces = page.map(({ id }, side) =>
    button('challenge-duel', challenge.id, {
      label: sideOf(side, messages),
      argument: `${id}:${page[1 - side]?.id ?? ''}:${at}`,
      ...(side === chosen && { style: 'main' }),
    }),
  )
  return buttonRows(faces)
}

function pageRows({ challenge, ballot, at, messages }: BallotFacts): readonly ActionRow[] {
  const to = (label: string, argument: number) => button('challenge-page', challenge.id, { label, argument })
  const faces = [
    ...(at > 0 ? [to(messages.challenge.back, at - 1)] : []),
    ...(at + 1 < ballot.length ? [to(messages.challenge.next, at + 1)] : []),
  ]
  return faces.length === 0 ? [] : buttonRows(faces)
}

const removeRows = ({ challenge, messages, at }: BallotFacts, page: readonly Entry[]): readonly ActionRow[] =>
  buttonRows(
    page.map(({ id }, side) =>
      button('challenge-remove', challenge.id, {
        label: [messages.ownChallenge.remove, ...(page.length > 1 ? [sideOf(side, messages)] : [])].join(' '),
        argument: `${id}:${at}`,
        style: 'danger',
      }),
    ),
  )
