import { ComponentType } from 'discord.js'
import type { Messages } from '#src/messages/messages.ts'
import { modes } from '#src/requests/modes/registry.ts'
import { type GalleryFilter, galleryKinds } from '#src/store/gallery/gallery-store.ts'
import type { Job } from '#src/store/job.ts'
import { headline, visibleLine } from '../cards/headline.ts'
import { type ActionRow, button, buttonRows } from '../components/button.ts'
import { container, gallery } from '../components/container.ts'
import { customId } from '../components/custom-id.ts'
import { limits } from '../components/limits.ts'
import type { Payload } from '../components/payload.ts'
import { clip, quote, text } from '../components/text.ts'
import type { Cover } from './cover.ts'
import { galleryActions, stateArgument } from './gallery-state.ts'

/** A result on a page of a gallery. */
export interface ShownItem {
  readonly job: Job
  readonly cover: Cover
  readonly stars: number
  readonly link: string | undefined
  /** Only its owner sees it. */
  readonly isPrivate: boolean
}

export interface GalleryPage {
  readonly filter: GalleryFilter
  /** From 0. */
  readonly page: number
  readonly items: readonly ShownItem[]
  readonly hasNext: boolean
  /** Whether this place has a gallery of everybody's pictures. */
  readonly inGuild: boolean
}

/** One page of a gallery: its pictures, a line with a link for each, and menus and buttons to browse. */
export function galleryCard(facts: GalleryPage, messages: Messages): Payload {
  const { filter, page, items } = facts
  const { gallery: words } = messages
  const about = [
    ...(page > 0 || facts.hasNext ? [words.page(page + 1)] : []),
    ...(filter.mode === undefined ? [] : [`\`/${messages.commandNames[filter.mode] ?? filter.mode}\``]),
    ...(filter.words === undefined ? [] : [words.word(quote(filter.words, 60))]),
  ]
  const title = words.title(words[filter.kind])
  return {
    components: [
      container('done', [
        text([title, ...(about.length === 0 ? [] : [`-# ${about.join(' · ')}`])].join('\n')),
        ...(items.length === 0 ? [text(emptyLine(filter, messages))] : [gallery(items.map(({ cover }) => cover.item))]),
        ...(items.length === 0 ? [] : [text(items.map((item, index) => itemLine(item, index, messages)).join('\n'))]),
        ...pageButtons(facts, messages),
        ...openMenu(facts, messages),
        ...modeMenu(facts, messages),
        ...kindButtons(facts, messages),
      ]),
    ],
    files: items.map(({ cover }) => cover.file),
  }
}

function emptyLine({ kind, mode, words }: GalleryFilter, { gallery: said }: Messages): string {
  if (mode !== undefined || words !== undefined) return said.nothingFits
  return kind === 'best' ? said.nothingStarred : said.nothing
}

function itemLine({ job, stars, link, isPrivate }: ShownItem, index: number, { gallery: words }: Messages): string {
  const line = words.line({
    number: index + 1,
    prompt: headline(job, 100).replaceAll('\n', ' · '),
    person: `<@${job.personId}>`,
    stars,
    drawn: job.endedAt ?? job.acceptedAt,
  })
  const where = link === undefined ? (isPrivate ? [words.private] : []) : [words.jump(link)]
  return [line, ...where].join(' · ')
}

function pageButtons({ filter, page, hasNext }: GalleryPage, { gallery: words }: Messages): readonly ActionRow[] {
  const turnTo = (label: string, to: number) =>
    button(galleryActions.turn, filter.kind, { label, argument: stateArgument({ filter, page: to }) })
  const buttons = [
    ...(page > 0 ? [turnTo(words.back, page - 1)] : []),
    ...(hasNext ? [turnTo(words.next, page + 1)] : []),
  ]
  return buttons.length === 0 ? [] : buttonRows(buttons)
}

function kindButtons({ filter, inGuild }: GalleryPage, { gallery: words }: Messages): readonly ActionRow[] {
  if (!inGuild) return []
  return buttonRows(
    galleryKinds.map((kind) =>
      button(galleryActions.kind, kind, {
        label: words[kind],
        style: kind === filter.kind ? 'main' : 'plain',
        argument: stateArgument({ filter, page: 0 }),
      }),
    ),
  )
}

const menu = (
  action: string,
  subject: string,
  argument: string,
  placeholder: string,
  options: readonly {
    readonly label: string
    readonly value: string
    readonly default?: boolean
    readonly description?: string
  }[],
): ActionRow => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.StringSelect,
      custom_id: customId(action, subject, argument),
      placeholder: clip(placeholder, 150),
      options: [...options],
    },
  ],
})

function openMenu({ items, page }: GalleryPage, messages: Messages): readonly ActionRow[] {
  if (items.length === 0) return []
  const { gallery: words } = messages
  const options = items.map(({ job }, index) => ({
    label: words.option(index + 1),
    description: clip(visibleLine(job).replaceAll(/\s+/g, ' '), limits.optionLength),
    value: job.id,
  }))
  return [menu(galleryActions.open, 'one', String(page), words.open, options)]
}

function modeMenu({ filter, items }: GalleryPage, messages: Messages): readonly ActionRow[] {
  if (items.length === 0 && filter.mode === undefined) return []
  const { gallery: words, commandNames } = messages
  const all = { label: words.anyMode, value: 'any', default: filter.mode === undefined }
  const options = Object.values(modes).map(({ name }) => ({
    label: commandNames[name] ?? name,
    value: name,
    default: filter.mode === name,
  }))
  const argument = stateArgument({ filter, page: 0 })
  return [menu(galleryActions.mode, filter.kind, argument, words.modes, [all, ...options])]
}
