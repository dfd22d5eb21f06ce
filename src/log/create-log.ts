import pino, { type DestinationStream, type Logger } from 'pino'
import { logLine } from './log-line.ts'

/**
 * Secrets as they stand in addresses: the tokens of interactions and webhooks follow their ids. Signed links to files have
 * theirs in the query, and Discord's copies of foreign links carry the whole link. Some addresses hold a password.
 */
const secretParts: readonly (readonly [RegExp, string])[] = [
  [/(\/(?:webhooks|interactions)\/\d+\/)[^/"\s?\\]+/g, '$1[secret]'],
  [/(\b(?:https?|wss?|rediss?|s3):\/\/)[^/"\s?#\\]+@/g, '$1[secret]@'],
  [/(\b(?:https?|wss?):\/\/[^"\s?#\\]+)[?#][^"\s\\]*/g, '$1?[secret]'],
  [/(\/\/images-ext-\d+\.discordapp\.net\/external\/)[^"\s?\\]+/g, '$1[secret]'],
]

const withoutSecretParts = (line: string): string =>
  secretParts.reduce((text, [pattern, replacement]) => text.replaceAll(pattern, replacement), line)

/**
 * A log that holds no token, wherever one may turn up: in an address inside an error, in an error's request body, in
 * a field. Bytes of files are left out as well. Written to stderr: stdout is for what people read.
 */
export function createLog(options: {
  readonly level: string
  /** `json`, a line an entry, for programs; `text` for people. Default: json. */
  readonly format?: 'text' | 'json'
  /** Never to be written: the bot's token, the token of the local channel. */
  readonly secrets?: readonly string[]
  readonly destination?: DestinationStream
}): Logger {
  const { level, secrets = [], format = 'json' } = options
  const out: DestinationStream = options.destination ?? pino.destination({ dest: 2, sync: false })
  // By here every secret is out of the line.
  const destination = format === 'json' ? out : { write: (line: string) => out.write(logLine(line)) }
  const real = secrets.filter((secret) => secret.length >= 8)
  return pino(
    {
      level,
      base: null,
      redact: { paths: ['token', '*.token', '*.*.token', 'authorization', '*.authorization'], censor: '[secret]' },
      serializers: { err: describeError },
      hooks: {
        streamWrite: (line) =>
          real.reduce((text, secret) => text.replaceAll(secret, '[secret]'), withoutSecretParts(line)),
      },
    },
    destination,
  )
}

/** The parts of an error that help; errors of discord.js carry whole requests, which do not. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const facts = error as Error & Readonly<Record<'code' | 'status' | 'method' | 'details', unknown>>
  return {
    type: error.name,
    message: error.message,
    code: facts.code,
    status: facts.status,
    method: facts.method,
    details: facts.details,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
