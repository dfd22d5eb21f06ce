import type { ArrayPool } from '#src/pipeline/array-pool.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { BackendModel } from './backend.ts'
import type { RendererEvent } from './events.ts'
import type { Networks } from './networks.ts'
import type { DrawOptions, Pictures } from './renderer.ts'

/** One request as it is drawn, with everything that drawing needs. */
export interface Drawing {
  readonly request: ResolvedRequest
  readonly pictures: Pictures
  /** Sentences that tell the person how the request was understood. */
  readonly notices: readonly string[]
  readonly options: DrawOptions
  readonly model: BackendModel
  readonly networks: Networks
  readonly pool: ArrayPool
  /** A clock in milliseconds; its zero is arbitrary. */
  readonly now: () => number
}

/** Yields what happens while something is drawn. */
export type RendererEvents<Result> = AsyncGenerator<RendererEvent, Result, undefined>
