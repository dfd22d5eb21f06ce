import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { RefusedAction } from '../refused-action.ts'
import { DiscordError } from '../discord-error.ts'
import { submitInteraction } from '../interactions/submit-interaction.ts'
import type { LocalMessage } from '../page-protocol.ts'
import type { ServerContext } from '../server-context.ts'
import { readBody } from '../rest/read-body.ts'
import { compareSnowflakes } from '../snowflake.ts'
import { dismissMessage } from '../world/messages.ts'
import { serializeForPerson } from '../world/serialize-message.ts'
import { serializeWorld } from '../world/serialize-world.ts'
import { canSeeChannel, canSeeMessage } from '../world/visibility.ts'
import { writeMessage } from '../world/write-message.ts'
import { interaction, messageInput } from './request-schemas.ts'

const range = z.object({
  as: z.string(),
  before: z.string().regex(/^\d+$/).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** The HTTP routes of the page, described in `page-protocol.ts`. */
export function localRoutes(context: ServerContext, onDefect: (error: unknown) => void): Hono {
  const app = new Hono()
  app.onError((error, c) => complain(error, c, onDefect))
  app.get('/world', (c) => c.json(serializeWorld(context)))
  app.get('/channels/:id/messages', (c) => {
    const { as, before, limit } = range.parse(c.req.query())
    return c.json(history(context, c.req.param('id'), as, before, limit, originOf(c)))
  })
  app.post('/interactions', async (c) => {
    const { json, uploads } = await readBody(c.req.raw)
    return c.json({ id: submitInteraction(context, interaction.parse(json), uploads).id }, 202)
  })
  app.post('/channels/:id/messages', async (c) => {
    const { json, uploads } = await readBody(c.req.raw)
    const { as, content } = messageInput.parse(json)
    const message = writeMessage(context, { personId: as, channelId: c.req.param('id'), content, uploads })
    return c.json(serializeForPerson(context, message, originOf(c)))
  })
  app.delete('/messages/:id', (c) => {
    const message = [...context.world.messages.values()]
      .map((channel) => channel.get(c.req.param('id')))
      .find((one) => one !== undefined)
    const as = c.req.query('as') ?? ''
    if (message === undefined || message.visibleTo !== as) {
      return c.json({ message: 'Only messages that only you can see can be dismissed.' }, 404)
    }
    dismissMessage(context, message)
    return c.body(null, 204)
  })
  app.all('*', (c) => c.json({ message: 'Unknown address.' }, 404))
  return app
}

/** Links to attachments use the address under which the page was opened. */
const originOf = (c: Context): string => new URL(c.req.url).origin

function history(
  context: ServerContext,
  channelId: string,
  as: string,
  before: string | undefined,
  limit: number,
  origin: string,
): LocalMessage[] {
  const channel = context.world.channels.get(channelId)
  if (channel === undefined || !canSeeChannel(context.world, channel, as)) {
    throw new RefusedAction('There is no such channel.', { channelId })
  }
  return [...(context.world.messages.get(channelId)?.values() ?? [])]
    .filter((message) => canSeeMessage(context.world, message, as))
    .filter(({ id }) => before === undefined || compareSnowflakes(id, before) < 0)
    .slice(-limit)
    .map((message) => serializeForPerson(context, message, origin))
}

function complain(error: Error, c: Context, onDefect: (error: unknown) => void): Response {
  if (error instanceof RefusedAction) return c.json({ message: error.message }, 400)
  if (error instanceof DiscordError) return c.json({ message: error.message }, error.status === 413 ? 413 : 400)
  if (error instanceof z.ZodError)
    return c.json({ message: `The request is malformed: ${z.prettifyError(error)}` }, 400)
  onDefect(error)
  return c.json({ message: 'Something went wrong in the local server.' }, 500)
}
