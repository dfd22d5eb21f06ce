import { z } from 'zod'
import { oneOf, real, nonEmptyText } from '#src/schemas.ts'
import { fields, size } from '#src/requests/fields.ts'
import type { Mode } from '#src/requests/draw-request.ts'
import { modes } from '#src/requests/modes/registry.ts'
import { onOff, snowflakes } from './schemas.ts'
import { setting } from './setting.ts'

/** The languages of Discord's locales. */
const serverLanguages = ['en', 'de', 'fr', 'es', 'pt', 'ja', 'ko'] as const

/** Every mode by its name. */
const modeNames = Object.keys(modes) as Mode[]

/** Defaults of pictures, and where and how people may draw. */
export const drawing = {
  model: setting({
    page: 'drawing',
    scopes: ['guild', 'channel', 'person'],
    schema: nonEmptyText(fields.model),
    input: { kind: 'model' },
  }),
  size: setting({
    page: 'drawing',
    scopes: ['guild', 'channel', 'person'],
    schema: size,
    input: { kind: 'choice', choices: [64, 256, 1024] },
  }),
  style: setting({
    page: 'drawing',
    scopes: ['guild', 'channel', 'person'],
    schema: nonEmptyText(fields.style),
    input: { kind: 'text', maxLength: fields.style.maxLength, read: (text) => text },
  }),
  guidance: setting({
    page: 'drawing',
    scopes: ['guild', 'channel', 'person'],
    schema: real(fields.guidance),
    input: { kind: 'text', maxLength: 20 },
  }),
  modes: setting({
    page: 'drawing',
    scopes: ['guild', 'channel'],
    schema: z.array(oneOf(modeNames)).min(1, { error: 'must name at least one mode' }),
    input: { kind: 'choices', choices: modeNames },
    fallback: modeNames,
  }),
  channels: setting({
    page: 'drawing',
    scopes: ['guild'],
    schema: snowflakes,
    input: { kind: 'channels' },
  }),
} as const

/** What a server can require of every result. */
const enforceable = ['private', 'spoiler'] as const

/** How results are shown. */
export const answers = {
  private: setting({
    page: 'answers',
    scopes: ['guild', 'channel', 'person'],
    schema: onOff,
    input: { kind: 'choice', choices: [true, false] },
    fallback: false,
  }),
  spoiler: setting({
    page: 'answers',
    scopes: ['guild', 'channel', 'person'],
    schema: onOff,
    input: { kind: 'choice', choices: [true, false] },
    fallback: false,
  }),
  enforced: setting({
    page: 'answers',
    scopes: ['guild', 'channel'],
    schema: z.array(oneOf(enforceable)).min(1, { error: 'must name at least one' }),
    input: { kind: 'choices', choices: enforceable },
  }),
  steps: setting({
    page: 'answers',
    scopes: ['guild', 'channel', 'person'],
    schema: onOff,
    input: { kind: 'choice', choices: [true, false] },
    fallback: true,
  }),
  language: setting({
    page: 'answers',
    scopes: ['guild'],
    schema: oneOf(serverLanguages),
    input: { kind: 'choice', choices: serverLanguages },
  }),
} as const
