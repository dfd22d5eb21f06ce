import type { Engine } from '#src/engine/engine.ts'

/** False while no machine that draws can be reached. */
export const hasEngine = ({ status }: Pick<Engine, 'status'>): boolean => status.state !== 'absent'

/** Calls the listener whenever `hasEngine` changes. The returned function unsubscribes it. */
export function onEnginePresence(engine: Pick<Engine, 'status' | 'onStatus'>, listener: () => void): () => void {
  let hadEngine = hasEngine(engine)
  return engine.onStatus(() => {
    if (hasEngine(engine) === hadEngine) return
    hadEngine = hasEngine(engine)
    listener()
  })
}
