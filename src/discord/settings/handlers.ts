import { createHash } from 'node:crypto'
import type { MessageComponentInteraction, ModalSubmitInteraction } from 'discord.js'
import { z } from 'zod'
import { UserError } from '#src/errors.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { refused } from '#src/messages/refusals.ts'
import { settingsRefused } from '#src/messages/settings.ts'
import { translate } from '#src/messages/translate.ts'
import { isSettingName, type SettingName, settingOf } from '#src/settings/registry.ts'
import type { ComponentHandler, FormHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import { chosenIn, filledIn, form } from '../forms/form.ts'
import { type PanelFacts, pageFor, panelActions, settingsPanel } from './panel.ts'
import { readSetting } from './read-form.ts'
import { settingFields } from './setting-form.ts'
import { type SettingTarget, targetOf } from './setting-target.ts'

type PanelServices = Pick<Services, 'acknowledge' | 'settings' | 'messenger'>

/** Shows a page of the panel in the message whose menu was used. */
export async function showPanel(
  { settings, messenger }: Omit<PanelServices, 'acknowledge'>,
  interaction: { readonly token: string; readonly locale: string },
  facts: Omit<PanelFacts, 'settings'>,
): Promise<void> {
  const here = await settings.at(facts.target.place)
  const card = settingsPanel({ ...facts, settings: here }, messagesIn(interaction.locale))
  await messenger.editReply(interaction.token, card)
}

const valueOf = (interaction: MessageComponentInteraction): string | undefined =>
  interaction.isAnySelectMenu() ? interaction.values[0] : undefined

const turnPage: ComponentHandler = {
  id: panelActions.page,
  async press(services: PanelServices, interaction, pressed) {
    await services.acknowledge.update(interaction)
    const target = targetOf(pressed.job, interaction)
    await showPanel(services, interaction, { target, page: pageFor(target, valueOf(interaction) ?? '') })
  },
}

/** Goes to the settings of a channel, or back to those of the guild. */
const choosePlace: ComponentHandler = {
  id: panelActions.place,
  async press(services: PanelServices, interaction, pressed) {
    await services.acknowledge.update(interaction)
    const target = targetOf(valueOf(interaction) ?? 'guild', interaction)
    await showPanel(services, interaction, { target, page: pageFor(target, pressed.job) })
  },
}

/** A setting in custom ids and menus: `name`, or `name:role` for the quotas of a role. */
function readName(text: string): { readonly name: SettingName; readonly ofRole: boolean } {
  const [name = '', part] = text.split(':')
  if (!isSettingName(name)) throw new UserError('unknown-button', refused.unknownButton)
  return { name, ofRole: part === 'role' }
}

const change: ComponentHandler = {
  id: panelActions.change,
  async press(services: Pick<Services, 'acknowledge' | 'store' | 'about'>, interaction, pressed) {
    const target = targetOf(pressed.job, interaction)
    await openSetting(services, interaction, target, valueOf(interaction) ?? '')
  },
}

async function openSetting(
  { acknowledge, store, about }: Pick<Services, 'acknowledge' | 'store' | 'about'>,
  interaction: MessageComponentInteraction,
  target: SettingTarget,
  setting: string,
  typed?: Readonly<Record<string, string>>,
): Promise<void> {
  const messages = messagesIn(interaction.locale)
  const { name, ofRole } = readName(setting)
  const own = await ownValue(store, target, name)
  const models = [...about.licences.keys()]
  const fields = settingFields({ name, ofRole, own, models, ...(typed && { typed }) }, messages)
  const title = messages.settingWords[name].label
  const argument = `${setting}.${versionOf(own)}`
  const opened = form({ action: panelActions.form, job: target.name, argument, title, fields })
  await acknowledge.form(interaction, opened)
}

/** Tells one value from another, so that a form overwrites no value that its person has not seen. */
function versionOf(own: unknown): string {
  const json = own === undefined ? '' : JSON.stringify(own)
  return createHash('sha256').update(json).digest('base64url').slice(0, 8)
}

/** The target's own values, as far as this version can read them. */
async function ownValue(store: Services['store'], { scope, id }: SettingTarget, name: SettingName): Promise<unknown> {
  return readable(name, (await store.settings.get(scope, id))[name])
}

/** A stored value, as far as this version can read it. */
function readable(name: SettingName, value: unknown): unknown {
  const read = settingOf(name).schema.safeParse(value)
  return read.success ? read.data : undefined
}

/** A form with refused values, which the store keeps until it is corrected. */
const refusedForm = z.object({ target: z.string(), setting: z.string(), typed: z.record(z.string(), z.string()) })

/** Opens a refused form again with the typed values. */
const correct: ComponentHandler = {
  id: panelActions.correct,
  async press(services: Pick<Services, 'acknowledge' | 'store' | 'about'>, interaction, pressed) {
    const draft = await services.store.drafts.get(pressed.job)
    const read = refusedForm.safeParse(draft?.content)
    if (draft?.personId !== interaction.user.id || !read.success) throw new UserError('draft-gone', refused.draftGone)
    const { target, setting, typed } = read.data
    await openSetting(services, interaction, targetOf(target, interaction), setting, typed)
  },
}

/** Sets the values of a form. Refused values are kept, so that they can be corrected. */
const settingForm: FormHandler = {
  id: panelActions.form,
  async submit(services: PanelServices & Pick<Services, 'store'>, interaction, submitted) {
    if (!interaction.isFromMessage()) return
    await services.acknowledge.update(interaction)
    const target = targetOf(submitted.job, interaction)
    const [setting = '', version = ''] = submitted.argument.split('.')
    const { name, ofRole } = readName(setting)
    const page = settingOf(name).page
    const messages = messagesIn(interaction.locale)
    const { settingsPanel: words } = messages
    const { label } = messages.settingWords[name]
    try {
      const value = await setSubmitted(services, interaction, { target, name, ofRole, version })
      const note = value === undefined ? words.reset(label) : words.saved(label)
      await showPanel(services, interaction, { target, page, note })
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      await keepRefused(services, interaction, { target: submitted.job, setting })
      const note = words.refused(translate(error.message, messages))
      await showPanel(services, interaction, { target, page, note, refusedDraft: interaction.id })
    }
  },
}

/**
 * Sets the value of a form and returns it. The limits of a role become part of those that are set at this moment: another
 * moderator may have set those of another role just now. Any other value is refused if it would replace one that was set
 * since the form opened.
 *
 * @throws UserError `bad-setting` or `changed-meanwhile`
 */
async function setSubmitted(
  { store, settings }: Pick<Services, 'store' | 'settings'>,
  interaction: ModalSubmitInteraction,
  {
    target,
    name,
    ofRole,
    version,
  }: {
    readonly target: SettingTarget
    readonly name: SettingName
    readonly ofRole: boolean
    readonly version: string
  },
): Promise<unknown> {
  const nowhere = await settings.at({ guildId: null, channelId: null, personId: null })
  const filled = { texts: filledIn(interaction), chosen: chosenIn(interaction), environment: nowhere.value(name) }
  const messages = messagesIn(interaction.locale)
  return store.settings.change(target.scope, target.id, name, (before) => {
    const own = readable(name, before)
    const value = readSetting({ ...filled, name, ofRole, own }, messages)
    if (!ofRole && versionOf(own) !== version && versionOf(own) !== versionOf(value))
      throw new UserError('changed-meanwhile', settingsRefused.changedMeanwhile)
    return value
  })
}

async function keepRefused(
  { store }: Pick<Services, 'store'>,
  interaction: ModalSubmitInteraction,
  where: { readonly target: string; readonly setting: string },
): Promise<void> {
  const picked = Object.entries(chosenIn(interaction)).flatMap(([field, [first]]) =>
    first === undefined ? [] : [[field, first]],
  )
  const typed = { ...Object.fromEntries(picked), ...filledIn(interaction) }
  await store.drafts.put(interaction.id, { personId: interaction.user.id, content: { ...where, typed }, pictures: [] })
}

/** The handlers of all menus and buttons of the panel. */
export const settingsHandlers: readonly ComponentHandler[] = [turnPage, choosePlace, change, correct]
export const settingsForms: readonly FormHandler[] = [settingForm]
