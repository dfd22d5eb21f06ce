import type { LocalInteraction, LocalMessage, World } from '../../page-protocol.ts'

/** How many messages one page of a channel's history holds. */
export const pageSize = 50

/** The server's `/local` routes, as functions. Each rejects with an `Error` whose message can be shown. */
export interface LocalApi {
  world(): Promise<World>
  messages(channelId: string, as: string, before: string | null): Promise<readonly LocalMessage[]>
  interact(interaction: LocalInteraction, files: readonly File[]): Promise<void>
  write(channelId: string, as: string, content: string, files: readonly File[]): Promise<LocalMessage>
  dismiss(messageId: string, as: string): Promise<void>
}

/** The routes over `fetch`, on the page's own origin. */
export function createLocalApi(request: typeof fetch): LocalApi {
  const call = async (path: string, init?: RequestInit): Promise<Response> => {
    let response: Response
    try {
      response = await request(path, init)
    } catch (error) {
      throw new Error('The local server cannot be reached.', { cause: error })
    }
    if (!response.ok) throw new Error(await complaint(response))
    return response
  }
  return {
    async world() {
      return (await (await call('/local/world')).json()) as World
    },
    async messages(channelId, as, before) {
      const query = new URLSearchParams({ as, limit: String(pageSize), ...(before === null ? {} : { before }) })
      return (await (await call(`/local/channels/${channelId}/messages?${query}`)).json()) as LocalMessage[]
    },
    async interact(interaction, files) {
      await call('/local/interactions', { method: 'POST', body: multipart(interaction, files) })
    },
    async write(channelId, as, content, files) {
      const body = multipart({ as, content }, files)
      return (await (
        await call(`/local/channels/${channelId}/messages`, { method: 'POST', body })
      ).json()) as LocalMessage
    },
    async dismiss(messageId, as) {
      await call(`/local/messages/${messageId}?${new URLSearchParams({ as })}`, { method: 'DELETE' })
    },
  }
}

function multipart(payload: unknown, files: readonly File[]): FormData {
  const form = new FormData()
  form.set('payload_json', JSON.stringify(payload))
  files.forEach((file, index) => form.set(`files[${index}]`, file, file.name))
  return form
}

async function complaint(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null)
  if (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string') {
    return body.message
  }
  return `The local server answered ${response.status}.`
}
