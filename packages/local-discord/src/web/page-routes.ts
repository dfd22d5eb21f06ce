import { Hono } from 'hono'
import type { ServerContext } from '../server-context.ts'
import { bundlePage } from './bundle-page.ts'
import { localRoutes } from './local-routes.ts'

/** No inline scripts or styles, nothing from other origins, and no framing of the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The page itself, and its HTTP routes below `/local`. */
export async function pageRoutes(context: ServerContext, onDefect: (error: unknown) => void): Promise<Hono> {
  const assets = await bundlePage(context.profile)
  const app = new Hono()
  for (const [path, { type, body }] of assets) {
    app.get(path, (c) =>
      c.body(body, 200, {
        'content-type': type,
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      }),
    )
  }
  app.route('/local', localRoutes(context, onDefect))
  return app
}
