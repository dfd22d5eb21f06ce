import { schedulerOfIF } from '#src/pipeline/scheduler.ts'
import type { BackendModel, OpenBackend, Resident } from '#src/renderer/backend.ts'
import type { Row } from '#src/pipeline/predict.ts'

/** Milliseconds of a run of a network. A processor is free meanwhile, as it is while a GPU works. */
const runTime = 4

/** Networks that paint grey, in the place of the real ones. */
export const openBackend: OpenBackend = () => {
  const network = async (rows: readonly Row[]) => {
    await new Promise((resolve) => setTimeout(resolve, runTime))
    return rows.map(({ input: { height, width } }) => ({
      data: new Float32Array(6 * height * width),
      channels: 6,
      height,
      width,
    }))
  }
  const model: BackendModel = {
    name: 'stand-in',
    fingerprint: 'stand-in',
    device: 'stand-in',
    profile: {
      name: 'stand-in',
      stages: [
        { sampler: 'ddim', steps: 6 },
        { sampler: 'ddim', steps: 2 },
      ],
    },
    fitsTogether: true,
    safetyChecker: null,
    watermark: null,
    stages: [64, 256].map((edge, stage) => ({
      ...resident(stage === 0 ? 'stage I' : 'stage II', network),
      description: {
        size: { width: edge, height: edge },
        inChannels: stage === 0 ? 3 : 6,
        scheduler: schedulerOfIF(stage === 0 ? 1.5 : 1),
      },
    })),
    encoder: {
      ...resident('text encoder', (prompts: readonly string[]) =>
        Promise.resolve(
          prompts.map((prompt) => ({
            key: prompt,
            embedding: new Float32Array(77 * 4),
            tokens: 77,
            width: 4,
            truncated: false,
          })),
        ),
      ),
      id: 'stand-in',
      prepare: (prompt) => prompt.trim(),
    },
  }
  return Promise.resolve({ open: () => Promise.resolve(model), close: () => Promise.resolve() })
}

function resident<Network>(name: string, network: Network): Resident<Network> {
  let loaded = false
  return {
    name,
    loaded: () => loaded,
    acquire() {
      loaded = true
      return Promise.resolve({ network, release: () => undefined })
    },
  }
}
