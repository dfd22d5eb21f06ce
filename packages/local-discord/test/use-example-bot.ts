import { afterEach, expect } from 'vitest'
import type { DiscordOptions, TestDiscord } from '#src/testing/index.ts'
import { useDiscord } from '#src/testing/vitest.ts'
import { type ExampleBot, startExampleBot } from './example-bot.ts'

export interface ExampleBotRun {
  readonly discord: TestDiscord
  readonly bot: ExampleBot
}

/** Starts Discord and the example bot for each test that asks, and ends both after it. */
export function useExampleBot(): (options?: DiscordOptions) => Promise<ExampleBotRun> {
  const bots: ExampleBot[] = []
  const start = useDiscord()
  afterEach(async () => {
    for (const bot of bots.splice(0)) {
      await bot.stop()
      expect(bot.errors).toEqual([])
    }
  })
  return async (options) => {
    const discord = await start(options)
    const bot = await startExampleBot(discord)
    bots.push(bot)
    return { discord, bot }
  }
}

export interface Answer {
  readonly status: number
  readonly code: number | undefined
  readonly body: unknown
  readonly headers: Headers
}

/** A request by hand, as discord.js would not send it. */
export async function call(
  discord: TestDiscord,
  method: string,
  path: string,
  body?: unknown,
  options: { readonly authorization?: string | null } = {},
): Promise<Answer> {
  const authorization = options.authorization === undefined ? `Bot ${discord.token}` : options.authorization
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: {
      ...(authorization === null ? {} : { authorization }),
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const json: unknown = text === '' ? undefined : JSON.parse(text)
  const code = typeof json === 'object' && json !== null && 'code' in json ? json.code : undefined
  return {
    status: response.status,
    code: typeof code === 'number' ? code : undefined,
    body: json,
    headers: response.headers,
  }
}

/** The paths of the fields that a 50035 complains of, with their codes: `components.0.custom_id: BASE_TYPE_REQUIRED`. */
export function faultsOf(body: unknown): readonly string[] {
  const errors = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : {}
  const walk = (node: unknown, path: readonly string[]): string[] => {
    if (typeof node !== 'object' || node === null) return []
    return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
      if (key !== '_errors') return walk(value, [...path, key])
      return Array.isArray(value) ? value.map((one: { code: string }) => `${path.join('.')}: ${one.code}`) : []
    })
  }
  return walk(errors, [])
}

export function multipart(
  json: unknown,
  files: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[],
): FormData {
  const form = new FormData()
  form.set('payload_json', JSON.stringify(json))
  files.forEach(({ name, bytes }, index) => form.set(`files[${index}]`, new Blob([bytes]), name))
  return form
}
