import { UserError } from '#src/errors.ts'
import { policyRefused } from '#src/messages/order.ts'
import { quotaRefused } from '#src/messages/quotas.ts'
import { fill } from '#src/messages/template.ts'
import { findBlocked } from '#src/moderation/word-filter.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { limitsIn } from './limits-layer.ts'
import type { Policy } from './policy.ts'
import { pixelsIn, stepsIn } from './request-costs.ts'
import { textsOf } from '#src/requests/request-texts.ts'
import type { RequestContext } from './settings-layer.ts'

/** What the settings of a guild allow: people, channels, modes, words, sizes. Direct messages have no such rules. */
export const guildPolicy: Policy = {
  admit(request, context) {
    return new Promise((resolve) => {
      if (context.place.guildId !== null) for (const rule of rules) rule(request, context)
      resolve()
    })
  },
}

/**
 * Lets a picture pass that was drawn before, elsewhere, and is now to be seen by others here. What limits drawing does not
 * matter any more, but blocked people and words do.
 *
 * @throws UserError whose sentence says what is not allowed here
 */
export function requirePostable(request: DrawRequest, context: RequestContext): void {
  if (context.place.guildId !== null) for (const rule of [people, words]) rule(request, context)
}

type Rule = (request: DrawRequest, context: RequestContext) => void

const people: Rule = (_, { place, settings }) => {
  const { personId, roleIds } = place
  const isBlocked = settings.value('blockedPeople')?.includes(personId) ?? false
  const hasBlockedRole = settings.value('blockedRoles')?.some((id) => roleIds.includes(id)) ?? false
  if (isBlocked || hasBlockedRole) throw new UserError('person-blocked', policyRefused.person)
}

const channels: Rule = (_, { place, settings }) => {
  const open = settings.value('channels')
  if (open === undefined || open.includes(place.channelId ?? '')) return
  const list = open.map((id) => `<#${id}>`).join(', ')
  throw new UserError('channel-closed', fill(policyRefused.channel, { channels: list }))
}

const ages: Rule = (_, { place, settings }) => {
  const rule = settings.value('ageRestricted')
  if (rule === 'only' && !place.ageRestricted) throw new UserError('channel-closed', policyRefused.onlyAdult)
  if (rule === 'never' && place.ageRestricted) throw new UserError('channel-closed', policyRefused.notAdult)
}

const modes: Rule = ({ mode }, { settings }) => {
  const open: readonly string[] = settings.value('modes') ?? [mode]
  if (open.includes(mode)) return
  const list = open.map((name) => `\`/${name}\``).join(', ')
  throw new UserError('mode-closed', fill(policyRefused.mode, { mode: `\`/${mode}\``, modes: list }))
}

const words: Rule = (request, { place, settings }) => {
  if (place.ageRestricted && settings.value('ageRestricted') === 'relaxed') return
  const blocked = settings.value('blockedWords') ?? []
  const line = findBlocked(textsOf(request), { blocked, allowed: settings.value('allowedWords') ?? [] })
  // The line is for the moderators' log. The sentence does not repeat it.
  if (line !== undefined) throw new UserError('word-blocked', policyRefused.word, { line })
}

const sizes: Rule = (request, context) => {
  const { pixels = Infinity, steps = Infinity } = limitsIn(context)
  if (pixelsIn(request) > pixels) throw new UserError('over-limit', quotaRefused.pixels)
  const asked = stepsIn(request)
  if (asked > steps) throw new UserError('over-limit', fill(quotaRefused.steps, { steps: asked, limit: steps }))
}

const rules: readonly Rule[] = [people, channels, ages, modes, words, sizes]
