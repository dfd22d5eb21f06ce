import { z } from 'zod'
import { fields } from '#src/requests/fields.ts'
import { whole } from '#src/schemas.ts'
import { snowflake } from './schemas.ts'
import { setting } from './setting.ts'

/** The maximum value of each limit. */
export const limitRanges = {
  picturesPerDay: { min: 0, max: 10_000 },
  cooldownSeconds: { min: 0, max: 86_400 },
  pixels: { min: 64 * 64, max: 100_000_000 },
  steps: { min: 1, max: 2 * fields.steps.max },
} as const

/** Limits of what people may draw. An absent limit does not apply. */
export const personLimits = z.strictObject({
  /** Pictures per day in UTC. */
  picturesPerDay: whole(limitRanges.picturesPerDay).exactOptional(),
  /** Seconds between two requests. */
  cooldownSeconds: whole(limitRanges.cooldownSeconds).exactOptional(),
  /** Pixels of one picture. */
  pixels: whole(limitRanges.pixels).exactOptional(),
  /** Steps of both stages together, if the request names them. */
  steps: whole(limitRanges.steps).exactOptional(),
})
export type PersonLimits = z.infer<typeof personLimits>
export type LimitName = keyof PersonLimits

/** The limits of a guild: for everyone, and for the members of some roles, which replace those of everyone. */
export const roleLimits = z.strictObject({
  everyone: personLimits,
  /** Limits by the id of the role. */
  roles: z.record(snowflake, personLimits),
})
export type RoleLimits = z.infer<typeof roleLimits>

export const limits = {
  limits: setting({
    page: 'limits',
    scopes: ['guild'],
    schema: roleLimits,
    input: { kind: 'limits' },
  }),
  retentionDays: setting({
    page: 'limits',
    scopes: ['guild'],
    schema: whole({ min: 0, max: 36_500 }),
    input: { kind: 'text', maxLength: 5 },
    fallback: 0,
    upToEnvironment: true,
  }),
} as const

const limitNames = ['picturesPerDay', 'cooldownSeconds', 'pixels', 'steps'] as const satisfies readonly LimitName[]

/**
 * The limits of a person with these roles. A role's own limit replaces everyone's. With several such roles, the most
 * generous one counts.
 */
export function limitsFor({ everyone, roles }: RoleLimits, roleIds: readonly string[]): PersonLimits {
  const own = roleIds.flatMap((id) => roles[id] ?? [])
  const found = limitNames.map((name) => {
    const values = own.flatMap((limits) => limits[name] ?? [])
    const mostGenerous = name === 'cooldownSeconds' ? Math.min(...values) : Math.max(...values)
    return [name, values.length === 0 ? everyone[name] : mostGenerous] as const
  })
  return Object.fromEntries(found.filter(([, value]) => value !== undefined))
}
