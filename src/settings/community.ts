import { whole } from '#src/schemas.ts'
import { snowflake, snowflakes } from './schemas.ts'
import { setting } from './setting.ts'

/** What challenges, guessing rounds and the gallery use. */
export const community = {
  starChannel: setting({
    page: 'community',
    scopes: ['guild'],
    schema: snowflake,
    input: { kind: 'channel' },
  }),
  starsNeeded: setting({
    page: 'community',
    scopes: ['guild'],
    schema: whole({ min: 1, max: 1000 }),
    input: { kind: 'text', maxLength: 4 },
    fallback: 3,
  }),
  challengeRoles: setting({
    page: 'community',
    scopes: ['guild'],
    schema: snowflakes,
    input: { kind: 'roles' },
  }),
  guessRoles: setting({
    page: 'community',
    scopes: ['guild'],
    schema: snowflakes,
    input: { kind: 'roles' },
  }),
  guessChannels: setting({
    page: 'community',
    scopes: ['guild'],
    schema: snowflakes,
    input: { kind: 'channels' },
  }),
  winnerRole: setting({
    page: 'community',
    scopes: ['guild'],
    schema: snowflake,
    input: { kind: 'role' },
  }),
  votingAgeDays: setting({
    page: 'community',
    scopes: ['guild'],
    schema: whole({ min: 0, max: 3650 }),
    input: { kind: 'text', maxLength: 4 },
    fallback: 7,
  }),
} as const
