import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { RequestContext } from './settings-layer.ts'

/** What a guild or the bot's owner allows: words, quotas, blocks. */
export interface Policy {
  /** @throws UserError whose sentence says what is not allowed here */
  admit(request: DrawRequest, context: RequestContext): Promise<void>
}
