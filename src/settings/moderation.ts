import { z } from 'zod'
import { readBlockedWord } from '#src/moderation/blocked-word.ts'
import { oneOf, nonEmptyText } from '#src/schemas.ts'
import { onOff, snowflake, snowflakes } from './schemas.ts'
import { setting } from './setting.ts'

/** The rule for age-restricted channels: as elsewhere, without blocked words, drawing only there, or no drawing there. */
const ageRules = ['same', 'relaxed', 'only', 'never'] as const

const lines = z
  .array(nonEmptyText({ maxLength: 100 }))
  .min(1, { error: 'must not be empty' })
  .max(500, { error: 'A list may have at most 500 lines.' })

const linesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Moderators and their log. */
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
  blockedWords: setting({
    page: 'words',
    scopes: ['guild'],
    schema: lines.superRefine((all, context) => {
      const wrong = all.findIndex((line) => readBlockedWord(line) === undefined)
      if (wrong >= 0)
        context.addIssue({ code: 'custom', message: `Line ${wrong + 1} is neither a word nor a pattern.` })
    }),
    input: { kind: 'text', maxLength: 4000, long: true, read: linesIn, write: (all) => all.join('\n') },
  }),
  allowedWords: setting({
    page: 'words',
    scopes: ['guild'],
    schema: lines,
    input: { kind: 'text', maxLength: 4000, long: true, read: linesIn, write: (all) => all.join('\n') },
  }),
  ageRestricted: setting({
    page: 'words',
    scopes: ['guild'],
    schema: oneOf(ageRules),
    input: { kind: 'choice', choices: ageRules },
    fallback: 'same',
  }),
  /** Whether pictures that the model's safety checker flags are held back. False counts in age-restricted channels only. */
  safety: setting({
    page: 'words',
    scopes: ['guild', 'channel'],
    schema: onOff,
    input: { kind: 'choice', choices: [true, false] },
    fallback: true,
  }),
} as const
