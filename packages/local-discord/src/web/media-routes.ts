import { Hono } from 'hono'
import type { ServerContext } from '../server-context.ts'

/** Downloads of attachments, by signed links that end after a day. */
export function mediaRoutes({ world, attachmentLinks }: ServerContext): Hono {
  const app = new Hono()
  app.get('/:folder{(?:ephemeral-)?attachments}/:place/:id/:filename', (c) => {
    const url = new URL(c.req.url)
    const attachment = world.attachments.get(c.req.param('id'))
    if (attachment === undefined || !attachmentLinks.verify(url.pathname, url.searchParams)) {
      return c.text('This content is no longer available.', 404)
    }
    return new Response(Buffer.from(attachment.bytes), {
      headers: {
        'content-type': attachment.contentType,
        'cache-control': 'private, max-age=86400',
        // A person's file is shown but never executed, whatever its type.
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'content-disposition': /^(image|video|audio|text)\//.test(attachment.contentType) ? 'inline' : 'attachment',
      },
    })
  })
  return app
}
