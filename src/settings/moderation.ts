import { snowflake, snowflakes } from './schemas.ts'
import { setting } from './setting.ts'

/** Who keeps order, and what they see. */
export const moderation = {
  moderatorRoles: setting({
    page: 'moderation',
    scopes: ['guild'],
    schema: snowflakes,
    input: { kind: 'roles' },
  }),
  logChannel: setting({
    page: 'moderation',
    scopes: ['guild'],
    schema: snowflake,
    input: { kind: 'channel' },
  }),
  blockedPeople: setting({
    page: 'moderation',
    scopes: ['guild'],
    schema: snowflakes,
    input: { kind: 'people' },
  }),
  blockedRoles: setting({
    page: 'moderation',
    scopes: ['guild'],
    schema: snowflakes,
    input: { kind: 'roles' },
  }),
} as const
