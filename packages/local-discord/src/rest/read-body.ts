import { RESTJSONErrorCodes } from 'discord-api-types/v10'
import { DiscordError, discordError } from '../discord-error.ts'
import { MAX_REQUEST, type Upload } from '../rules/attachments.ts'

export interface Body {
  readonly json: unknown
  readonly uploads: readonly Upload[]
}

/**
 * Reads JSON, or a form with `payload_json` and `files[n]`. At most 25 MiB in all: 40005 beyond.
 * https://docs.discord.com/developers/reference#uploading-files
 */
export async function readBody(request: Request): Promise<Body> {
  if (request.body === null) return { json: undefined, uploads: [] }
  if (Number(request.headers.get('content-length') ?? 0) > MAX_REQUEST) throw tooLarge()
  const bytes = await readUpTo(request.body, MAX_REQUEST)
  if (bytes.byteLength === 0) return { json: undefined, uploads: [] }
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) return readForm(bytes, type)
  if (type.startsWith('application/json')) {
    return { json: parseJson(new TextDecoder().decode(bytes)), uploads: [] }
  }
  throw new DiscordError(400, {
    message: 'Invalid Form Body',
    code: RESTJSONErrorCodes.InvalidFormBodyOrContentType,
    errors: {
      _errors: [
        {
          code: 'CONTENT_TYPE_INVALID',
          message: 'Expected "Content-Type" header to be one of {"application/json", "multipart/form-data"}.',
        },
      ],
    },
  })
}

const tooLarge = () => discordError(RESTJSONErrorCodes.RequestEntityTooLarge)

/** Counts while reading, because the sender's content length may be wrong or missing. */
async function readUpTo(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let total = 0
  for await (const chunk of stream) {
    total += chunk.byteLength
    if (total > limit) throw tooLarge()
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(total)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Body> {
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => {
    throw discordError(RESTJSONErrorCodes.RequestBodyContainsInvalidJSON)
  })
  const uploads: Upload[] = []
  let json: unknown
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      if (name === 'payload_json') json = parseJson(value)
      continue
    }
    const key = /^files\[(\d+)\]$/.exec(name)?.[1] ?? name
    uploads.push({ key, filename: value.name, bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return { json, uploads }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw discordError(RESTJSONErrorCodes.RequestBodyContainsInvalidJSON)
  }
}
