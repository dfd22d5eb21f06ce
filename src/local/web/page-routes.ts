import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { showWorld } from '../world/show-world.ts'

/** The page and what it asks for; see `page-protocol.ts`. */
export async function pageRoutes(parts: Parts, _onDefect: (error: unknown) => void): Promise<Hono> {
  const app = new Hono()
  app.get('/local/world', (c) => c.json(showWorld(parts)))
  return app
}
