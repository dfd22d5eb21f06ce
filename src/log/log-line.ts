import { z } from 'zod'

const levels: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'ERROR',
  60: 'FATAL',
}
/** The lowest level at which the stack of an error is shown. */
const defect = 50

interface LoggedError {
  readonly message: string
  readonly stack: string
  readonly cause?: LoggedError | undefined
}
const loggedError: z.ZodType<LoggedError> = z.object({
  message: z.string().default(''),
  stack: z.string().default(''),
  get cause() {
    return loggedError.optional().catch(undefined)
  },
})

const entry = z.looseObject({
  level: z.number(),
  /** Milliseconds since 1970. */
  time: z.number(),
  msg: z.string().default(''),
  err: loggedError.optional().catch(undefined),
})

/** Facts are there to find something again, not to be read through. */
const maxFactLength = 160

/**
 * An entry of the log, a line of JSON, as a person reads it: time, level, what happened and its facts on one line; a
 * defect's stack below it. A line that is not an entry stays unchanged.
 */
export function logLine(json: string): string {
  const read = entry.safeParse(fromJson(json))
  if (!read.success) return json
  const { level, time, msg, err, ...facts } = read.data
  const listed = Object.entries(facts).map(([name, fact]) => `${name}=${textOf(fact)}`)
  const words = [
    new Date(time).toTimeString().slice(0, 8),
    (levels[level] ?? String(level)).padEnd(5),
    onOneLine(err === undefined ? msg : `${msg}: ${err.message}`),
    clipped(listed.join(' ')),
  ]
  const stacks = level >= defect ? stacksOf(err) : []
  return `${[words.filter(Boolean).join(' '), ...stacks].join('\n')}\n`
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const stacksOf = (error: LoggedError | undefined): readonly string[] =>
  error === undefined ? [] : [error.stack, ...stacksOf(error.cause).map((stack) => `caused by ${stack}`)]

/** Texts of people and of libraries must neither look like further lines nor colour the terminal. */
const onOneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ')

const textOf = (fact: unknown): string =>
  typeof fact === 'string' && /^[\w.:/-]+$/.test(fact) ? fact : JSON.stringify(fact)

const clipped = (text: string): string => (text.length > maxFactLength ? `${text.slice(0, maxFactLength - 1)}…` : text)
