import { ComponentType } from 'discord.js'
import type { Challenge, Entry } from '#src/community/challenges/challenge.ts'
import type { Messages } from '#src/messages/messages.ts'
import { withheld } from '#src/messages/withheld.ts'
import { translate } from '#src/messages/translate.ts'
import { modeOf } from '#src/requests/draw-request.ts'
import type { Store } from '#src/store/store.ts'
import { requestLine } from '../cards/request-text.ts'
import { type ActionRow, button, buttonRows } from '../components/button.ts'
import { container, gallery } from '../components/container.ts'
import { customId } from '../components/custom-id.ts'
import { limits } from '../components/limits.ts'
import type { Payload } from '../components/payload.ts'
import { clip, quote, text } from '../components/text.ts'
import { ruleBroken } from './entering.ts'
import type { MessagePlace } from '../jobs/request-place.ts'
import { isShowable } from '../jobs/showable.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import { entryItem, type EntryPictureParts, entryPictures } from './entry-pictures.ts'

/** One of a person's pictures that could be entered. */
export interface Choice {
  /** `job.picture`, as menus hold it. */
  readonly value: string
  readonly label: string
  /** The rule that it breaks, or its seed. */
  readonly description: string
}

/** How many of a person's latest jobs are searched for pictures. */
const latestJobs = 50

/** A person's latest pictures, newest first, each with the rule that it breaks. */
export async function choicesOf(
  {
    store,
    placeOfChannel,
  }: Pick<ChallengeParts, 'placeOfChannel'> & { readonly store: Pick<Store, 'jobs' | 'results'> },
  { rules, guildId, channelId }: Challenge,
  personId: string,
  messages: Messages,
): Promise<readonly Choice[]> {
  const place = placeOfChannel(guildId, channelId)
  const found: Choice[] = []
  for (const job of await store.jobs.ofPerson(personId, latestJobs)) {
    if (job.state !== 'done' || !modeOf(job.request).standalone) continue
    const line = requestLine(job.request, messages).replaceAll(/\s+/g, ' ')
    const pictures = (await store.results.ofJob(job.id)).filter(({ role }) => role === 'picture')
    for (const result of pictures) {
      const broken = isShowable(job, place) ? ruleBroken(rules, result) : withheld.elsewhere
      const fits = messages.challenge.seed(result.seed)
      found.push({
        value: `${job.id}.${result.picture}`,
        label: clip(line, limits.optionLength),
        description: clip(broken === undefined ? fits : translate(broken, messages), limits.optionLength),
      })
    }
    if (found.length >= limits.options) break
  }
  return found.slice(0, limits.options)
}

/** The picture that a value of a menu names. */
export function pictureIn(value: string): Pick<Entry, 'jobId' | 'picture'> {
  const [jobId = '', picture] = value.split('.')
  return { jobId, picture: Number(picture) }
}

export interface OwnEntriesFacts {
  readonly challenge: Challenge
  readonly personId: string
  /** Where they look at them. */
  readonly place: MessagePlace
  /** A sentence about what has just been done. */
  readonly said?: string
  /** A picture of a person who has no entry left. A menu asks which entry it replaces. */
  readonly instead?: string
  readonly messages: Messages
}

/** A person's own entries, which they can withdraw or replace, and the pictures that they can enter. */
export async function ownEntries(
  parts: EntryPictureParts & Pick<ChallengeParts, 'placeOfChannel'> & { readonly store: Pick<Store, 'challenges'> },
  facts: OwnEntriesFacts,
): Promise<Payload> {
  const { challenge, personId, place, said, instead, messages } = facts
  const { ownChallenge: words } = messages
  const entries = await parts.store.challenges.entries(challenge.id)
  const own = entries.filter((entry) => entry.personId === personId)
  const pictures = await entryPictures(parts, own, place)
  const mayEnter = challenge.phase === 'entries'
  const choices = mayEnter ? await choicesOf(parts, challenge, personId, messages) : []
  const items = pictures.map((picture, index) => entryItem(picture, words.entryNumber(index + 1)))
  return {
    components: [
      container('running', [
        text(words.entriesTitle(quote(challenge.theme, 100))),
        ...(said === undefined ? [] : [text(said)]),
        ...(own.length === 0 ? [text(words.noEntries)] : []),
        ...(items.length === 0 ? [] : [gallery(items)]),
        ...withdrawRows(challenge, own, messages),
        ...(instead === undefined ? chooseRows(challenge, choices, mayEnter, messages) : []),
        ...(instead === undefined ? [] : replaceRows(challenge, own, instead, messages)),
      ]),
    ],
    files: pictures.map(({ file }) => file),
  }
}

function withdrawRows(
  { id }: Challenge,
  own: readonly Entry[],
  { ownChallenge: words }: Messages,
): readonly ActionRow[] {
  if (own.length === 0) return []
  return buttonRows(
    own.map((entry, index) =>
      button('challenge-withdraw', id, { label: words.withdraw(index + 1), argument: entry.id }),
    ),
  )
}

function chooseRows(
  { id }: Challenge,
  choices: readonly Choice[],
  mayEnter: boolean,
  { ownChallenge: words }: Messages,
) {
  if (!mayEnter) return []
  if (choices.length === 0) return [text(words.nothingDrawn)]
  return [menu(customId('challenge-pick', id), words.choose, choices)]
}

function replaceRows({ id }: Challenge, own: readonly Entry[], instead: string, { ownChallenge: words }: Messages) {
  const options = own.map((entry, index) => ({ label: words.entryNumber(index + 1), value: entry.id }))
  return [text(words.replaceWhich), menu(customId('challenge-swap', id, instead), words.replaceMenu, options)]
}

const menu = (
  id: string,
  placeholder: string,
  options: readonly { readonly label: string; readonly value: string; readonly description?: string }[],
): ActionRow => ({
  type: ComponentType.ActionRow,
  components: [{ type: ComponentType.StringSelect, custom_id: id, placeholder, options: [...options] }],
})

/** A menu of the open challenges, for a picture that fits several. */
export function whichChallengeCard(
  challenges: readonly Challenge[],
  value: string,
  { ownChallenge: words }: Messages,
): Payload {
  const options = challenges
    .slice(0, limits.options)
    .map(({ id, theme }) => ({ label: clip(theme, limits.optionLength), value: id }))
  return {
    components: [
      container('running', [
        text(words.whichChallenge),
        menu(customId('challenge-into', 'which', value), words.whichChallenge, options),
      ]),
    ],
    files: [],
  }
}
