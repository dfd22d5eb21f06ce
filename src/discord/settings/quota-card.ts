import { relative } from '#src/messages/job-messages.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { PersonLimits } from '#src/settings/limits.ts'
import type { ChargeStore } from '#src/store/personal-stores.ts'
import { container } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import { text } from '../components/text.ts'

type Usage = Awaited<ReturnType<ChargeStore['usage']>>

/** Shows what a person may still draw in a guild. `now` is in milliseconds since 1970. */
export function quotaCard(limits: PersonLimits, usage: Usage, now: number, { quotaFacts: words }: Messages): Payload {
  const { picturesPerDay, cooldownSeconds = 0, pixels, steps } = limits
  const { used, reserved, lastAt, resetsAt } = usage
  const ready = (lastAt ?? 0) + cooldownSeconds * 1000
  const lines = [
    picturesPerDay === undefined
      ? words.unlimited(used)
      : words.pictures({ used, limit: picturesPerDay, resets: relative(resetsAt) }),
    ...(reserved > 0 ? [words.drawing(reserved)] : []),
    ...(cooldownSeconds > 0 ? [words.cooldown(cooldownSeconds)] : []),
    ...(ready > now && cooldownSeconds > 0 ? [words.ready(relative(ready))] : []),
    ...(pixels === undefined ? [] : [words.pixels(pixels)]),
    ...(steps === undefined ? [] : [words.steps(steps)]),
  ]
  return { components: [container('done', [text(words.title), text(lines.join('\n'))])], files: [] }
}

/** The answer in places without quotas. */
export const noQuotaCard = ({ quotaFacts: words }: Messages): Payload => ({
  components: [container('done', [text(words.title), text(words.nowhere)])],
  files: [],
})
