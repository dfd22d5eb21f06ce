import type { Engine } from '#src/engine/engine.ts'
import type { AdvisedBestOf } from '#src/renderer/advised-best-of.ts'
import { modeOf } from '#src/requests/draw-request.ts'
import type { SettingsLayer } from './settings-layer.ts'

/**
 * Fills in among how many pictures an illusion is chosen, where the makers of its model recommend a number. It comes before the seed is
 * drawn, since a given seed means one picture, and so that a quota counts what is drawn.
 *
 * @param advised what the folders of the models recommend, for as long as the engine has not opened the model; default: one picture
 */
export function bestOfLayer(engine: Pick<Engine, 'bestOf'>, advised: AdvisedBestOf = () => 1): SettingsLayer {
  return (request) => {
    const bestOf = engine.bestOf?.(request) ?? advised(request)
    return bestOf > 1 ? modeOf(request).withSettings(request, { bestOf }) : request
  }
}
