import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { RefusedAction } from '../refused-action.ts'
import { DiscordError } from '../discord-error.ts'
import { act } from '../interactions/act.ts'
import type { LocalMessage } from '../page-protocol.ts'
import type { Parts } from '../parts.ts'
import { readBody } from '../rest/read-body.ts'
import { compareSnowflakes } from '../snowflake.ts'
import { dismissMessage } from '../world/messages.ts'
import { showToPerson } from '../world/show-message.ts'
import { showWorld } from '../world/show-world.ts'
import { canSee, canSeeMessage } from '../world/sight.ts'
import { writeAs } from '../world/write-as.ts'
import { interaction, writing } from './forms.ts'

const range = z.object({
  as: z.string(),
  before: z.string().regex(/^\d+$/).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** What the page asks for: see `page-protocol.ts`. */
export function localRoutes(parts: Parts, onDefect: (error: unknown) => void): Hono {
  const app = new Hono()
  app.onError((error, c) => complain(error, c, onDefect))
  app.get('/world', (c) => c.json(showWorld(parts)))
  app.get('/channels/:id/messages', (c) => {
    const { as, before, limit } = range.parse(c.req.query())
    return c.json(history(parts, c.req.param('id'), as, before, limit, originOf(c)))
  })
  app.post('/interactions', async (c) => {
    const { json, uploads } = await readBody(c.req.raw)
    return c.json({ id: act(parts, interaction.parse(json), uploads).id }, 202)
  })
  app.post('/channels/:id/messages', async (c) => {
    const { json, uploads } = await readBody(c.req.raw)
    const { as, content } = writing.parse(json)
    const message = writeAs(parts, { personId: as, channelId: c.req.param('id'), content, uploads })
    return c.json(showToPerson(parts, message, originOf(c)))
  })
  app.delete('/messages/:id', (c) => {
    const message = [...parts.world.messages.values()]
      .map((channel) => channel.get(c.req.param('id')))
      .find((one) => one !== undefined)
    const as = c.req.query('as') ?? ''
    if (message === undefined || message.visibleTo !== as) {
      return c.json({ message: 'Only a message that is shown to you alone can be dismissed.' }, 404)
    }
    dismissMessage(parts, message)
    return c.body(null, 204)
  })
  app.all('*', (c) => c.json({ message: 'There is nothing here.' }, 404))
  return app
}

/** Links to media are made for the address that the page was opened under. */
const originOf = (c: Context): string => new URL(c.req.url).origin

function history(
  parts: Parts,
  channelId: string,
  as: string,
  before: string | undefined,
  limit: number,
  origin: string,
): LocalMessage[] {
  const channel = parts.world.channels.get(channelId)
  if (channel === undefined || !canSee(parts.world, channel, as)) {
    throw new RefusedAction('There is no such channel.', { channelId })
  }
  return [...(parts.world.messages.get(channelId)?.values() ?? [])]
    .filter((message) => canSeeMessage(parts.world, message, as))
    .filter(({ id }) => before === undefined || compareSnowflakes(id, before) < 0)
    .slice(-limit)
    .map((message) => showToPerson(parts, message, origin))
}

function complain(error: Error, c: Context, onDefect: (error: unknown) => void): Response {
  if (error instanceof RefusedAction) return c.json({ message: error.message }, 400)
  if (error instanceof DiscordError) return c.json({ message: error.message }, error.status === 413 ? 413 : 400)
  if (error instanceof z.ZodError)
    return c.json({ message: `The request is malformed: ${z.prettifyError(error)}` }, 400)
  onDefect(error)
  return c.json({ message: 'Something went wrong in the local server.' }, 500)
}
