import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord.js'
import type { Messages } from '#src/messages/messages.ts'
import { type SettingName, settingNames, settingOf } from '#src/settings/registry.ts'
import { type SettingPage, settingPages } from '#src/settings/setting.ts'
import type { EffectiveSettings } from '#src/settings/settings.ts'
import { button, buttonRows } from '../components/button.ts'
import { container } from '../components/container.ts'
import { customId } from '../components/custom-id.ts'
import { limits } from '../components/limits.ts'
import type { Payload } from '../components/payload.ts'
import { clip, text } from '../components/text.ts'
import type { SettingTarget } from './setting-target.ts'
import { valueWords } from './value-words.ts'

/** The actions of the panel's custom ids. */
export const panelActions = {
  change: 'setting',
  page: 'settings-page',
  place: 'settings-place',
  correct: 'setting-correct',
  form: 'setting-form',
} as const

export interface PanelFacts {
  readonly target: SettingTarget
  readonly page: SettingPage
  readonly settings: EffectiveSettings
  /** A sentence about what has just happened. */
  readonly note?: string
  /** The draft of a form whose values were refused. */
  readonly refusedDraft?: string
}

/** The settings of a target that a page shows. */
const settingsOn = ({ scope }: SettingTarget, page: SettingPage): readonly SettingName[] =>
  settingNames.filter((name) => settingOf(name).page === page && settingOf(name).scopes.includes(scope))

/** The pages that have something for a target. */
const pagesFor = (target: SettingTarget): readonly SettingPage[] =>
  settingPages.filter((page) => settingsOn(target, page).length > 0)

/** The given page, or the first that the target has. */
export const pageFor = (target: SettingTarget, page: string): SettingPage =>
  pagesFor(target).find((one) => one === page) ?? pagesFor(target)[0] ?? 'drawing'

/** One page of settings with their values and origins, and menus that change them. */
export function settingsPanel(facts: PanelFacts, messages: Messages): Payload {
  const { target, page, note, refusedDraft } = facts
  const { settingsPanel: words } = messages
  const heads = {
    guild: [words.guild, words.guildHint],
    channel: [words.channel(`<#${target.id}>`), words.channelHint],
    person: [words.person, words.personHint],
  } as const
  const [title, hint] = heads[target.scope]
  const correct =
    refusedDraft === undefined
      ? []
      : buttonRows([button(panelActions.correct, refusedDraft, { label: words.correct, style: 'main' })])
  return {
    components: [
      container(refusedDraft === undefined ? 'done' : 'trouble', [
        text(`${title}\n-# ${hint}`),
        ...(note === undefined ? [] : [text(note)]),
        ...correct,
        text(`### ${messages.settingPageWords[page]}`),
        ...settingsOn(target, page).map((name) => text(settingLine(name, facts, messages))),
        changeMenu(facts, messages),
        ...pageMenu(facts, messages),
        ...(target.scope === 'person' ? [] : [channelMenu(facts, messages)]),
      ]),
    ],
    files: [],
  }
}

function settingLine(name: SettingName, { settings }: PanelFacts, messages: Messages): string {
  const { value, from } = settings.of(name)
  const { label, hint } = messages.settingWords[name]
  const facts = { label, value: valueWords(name, value, messages), origin: messages.settingOrigins[from], hint }
  return messages.settingsPanel.line(facts)
}

type Row = APIActionRowComponent<APIComponentInMessageActionRow>
const row = (component: APIComponentInMessageActionRow): Row => ({
  type: ComponentType.ActionRow,
  components: [component],
})

function changeMenu({ target, page }: PanelFacts, { settingsPanel: words, settingWords }: Messages): Row {
  const options = settingsOn(target, page).flatMap((name) =>
    settingOf(name).input.kind === 'limits'
      ? [
          { label: words.limitsOfEveryone, value: name },
          { label: words.limitsOfRole, value: `${name}:role` },
        ]
      : [
          {
            label: settingWords[name].label,
            description: clip(settingWords[name].hint, limits.optionLength),
            value: name,
          },
        ],
  )
  return row({
    type: ComponentType.StringSelect,
    custom_id: customId(panelActions.change, target.name, page),
    placeholder: words.change,
    options,
  })
}

function pageMenu({ target, page }: PanelFacts, { settingsPanel: words, settingPageWords }: Messages): readonly Row[] {
  const pages = pagesFor(target)
  if (pages.length < 2) return []
  const options = pages.map((one) => ({ label: settingPageWords[one], value: one, default: one === page }))
  return [
    row({
      type: ComponentType.StringSelect,
      custom_id: customId(panelActions.page, target.name),
      placeholder: words.pages,
      options,
    }),
  ]
}

function channelMenu({ target, page }: PanelFacts, { settingsPanel: words }: Messages): Row {
  return row({
    type: ComponentType.ChannelSelect,
    custom_id: customId(panelActions.place, page),
    placeholder: clip(words.channels, 150),
    min_values: 0,
    max_values: 1,
    channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
    ...(target.scope === 'channel' && {
      default_values: [{ id: target.id, type: SelectMenuDefaultValueType.Channel }],
    }),
  })
}
