import type { Challenge } from '#src/community/challenges/challenge.ts'
import type { Standing } from '#src/community/challenges/standings.ts'
import type { Messages } from '#src/messages/messages.ts'
import { button, buttonRows } from '../components/button.ts'
import { container, gallery } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import { quote, smallPrint, text } from '../components/text.ts'
import { hiddenPromptLines, requestLines } from '../cards/request-text.ts'
import { hidesResult } from '../jobs/spoiler.ts'
import { entryItem, type EntryPicture } from './entry-pictures.ts'
import { toRequest } from '#src/requests/draw-request.ts'

export interface PodiumFacts {
  readonly challenge: Challenge
  readonly standings: readonly Standing[]
  /** The pictures of the shown entries, as far as they are kept. */
  readonly pictures: readonly EntryPicture[]
  /** A sentence about the winner's role. */
  readonly role: string | undefined
  readonly messages: Messages
}

/** How many places the podium has. */
export const podiumPlaces = 3

/** The end of a challenge: the first three with pictures, names, prompts, seeds and votes, and the rule that ranked them. */
export function podiumCard({ challenge, standings, pictures, role, messages }: PodiumFacts): Payload {
  const { challenge: words } = messages
  const first = standings.slice(0, podiumPlaces)
  const { shown, lines } = placedLines({ challenge, standings: first, pictures, messages })
  const rule = challenge.voting === 'stars' ? words.starsRule : words.duelsRule
  return {
    components: [
      container('done', [
        text(words.podium(quote(challenge.theme, 200))),
        ...(standings.length === 0 ? [text(words.nobody)] : []),
        ...(standings.length === 1 ? [text(words.unopposed)] : []),
        ...shown,
        ...(lines.length === 0 ? [] : [text(lines.join('\n'))]),
        ...(role === undefined ? [] : [text(role)]),
        ...(standings.length < 2 ? [] : [smallPrint(`${rule} ${words.tieRule}`)]),
        ...(standings.length === 0
          ? []
          : buttonRows([button('challenge-gallery', challenge.id, { label: words.gallery, argument: 0 })])),
      ]),
    ],
    files: pictures.map(({ file }) => file),
  }
}

/** One page of all entries, in the order of their places. `pages` and `page` count from 1. */
export function galleryCard(
  facts: Omit<PodiumFacts, 'role'> & { readonly page: number; readonly pages: number },
): Payload {
  const { challenge, pictures, page, pages, messages } = facts
  const { challenge: words } = messages
  const { shown, lines } = placedLines(facts)
  const turnTo = (label: string, to: number) => button('challenge-gallery', challenge.id, { label, argument: to - 1 })
  return {
    components: [
      container('done', [
        text(words.galleryTitle(quote(challenge.theme, 100), page, pages)),
        ...shown,
        text(lines.join('\n')),
        ...(pages < 2
          ? []
          : buttonRows([
              ...(page > 1 ? [turnTo(words.back, page - 1)] : []),
              ...(page < pages ? [turnTo(words.next, page + 1)] : []),
            ])),
      ]),
    ],
    files: pictures.map(({ file }) => file),
  }
}

/** Pictures, each with a line: place, name, score, prompts, seed. */
function placedLines({
  challenge,
  standings,
  pictures,
  messages,
}: Pick<PodiumFacts, 'challenge' | 'standings' | 'pictures' | 'messages'>) {
  const { challenge: words } = messages
  const lines = standings.map((standing) => {
    const picture = pictures.find(({ entry }) => entry.id === standing.entryId)
    const score = challenge.voting === 'stars' ? words.stars : words.duels
    const head = words.placed({ ...standing, score: score(standing.score, standing.votes) })
    return `${head}\n-# ${picture === undefined ? words.gonePicture : madeOf(picture, messages)}`
  })
  const items = pictures.map((picture) => entryItem(picture, visibleLineOf(picture, messages) || words.entryAlt(1)))
  return { lines, shown: items.length === 0 ? [] : [gallery(items)] }
}

function madeOf(picture: EntryPicture, messages: Messages): string {
  const { lines, hidden } = requestOf(picture, messages)
  const prompts = quote(lines.join(' · '), 300)
  return [hidden.length === 0 ? prompts : `||${prompts}||`, messages.challenge.seed(picture.result.seed)].join(' · ')
}

/** The request without the lines that a spoiler hides, since alt texts can be read without revealing it. */
function visibleLineOf(picture: EntryPicture, messages: Messages): string {
  const { lines, hidden } = requestOf(picture, messages)
  return lines.filter((_, index) => !hidden.includes(index)).join(' · ')
}

/** The lines of an entry's request, and the indices of those that a spoiler hides. */
function requestOf({ result, job }: EntryPicture, messages: Messages) {
  const again = toRequest(result.recipe.request)
  if (again === undefined) return { lines: [], hidden: [] }
  return { lines: requestLines(again, messages), hidden: hidesResult(job) ? hiddenPromptLines(again) : [] }
}
