import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { Place } from './layers.ts'

/** What a guild or the bot's keeper allows: words, quotas, blocks. */
export interface Policy {
  /** Throws a UserError whose sentence says what is not allowed here. */
  admit(request: DrawRequest, place: Place): Promise<void>
}

/** Everything is allowed that the queue's own limits allow. */
export const openPolicy: Policy = { admit: () => Promise.resolve() }
