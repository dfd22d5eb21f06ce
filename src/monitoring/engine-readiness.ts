import type { EngineStatus } from '#src/engine/engine.ts'

/** Why the engine cannot draw, as a sentence. Empty if it can. */
export const engineNotReady = ({ state, failure }: EngineStatus): readonly string[] =>
  state === 'ready' || state === 'restarting'
    ? []
    : [`The engine is ${state}${failure === null ? '' : `: ${failure.reason}`}.`]
