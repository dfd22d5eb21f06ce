import type { Engine } from '#src/engine/engine.ts'
import { modeOf } from '#src/requests/draw-request.ts'
import type { SettingsLayer } from './settings-layer.ts'

/**
 * Fills in among how many pictures an illusion is chosen, where the makers of its model recommend a number. It comes before the seed is
 * drawn, since a given seed means one picture, and so that a quota counts what is drawn.
 */
export function bestOfLayer(engine: Pick<Engine, 'bestOf'>): SettingsLayer {
  return (request) => {
    const mode = modeOf(request)
    const bestOf = engine.bestOf?.(request) ?? 1
    return bestOf > 1 ? mode.withSettings(request, { bestOf }) : request
  }
}
