import type { BackendModel, OpenBackend } from '#src/renderer/backend.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { Row } from '#src/pipeline/predict.ts'
import { openBackend as openStub } from '#test/renderer/stub-backend.ts'

/** Milliseconds that a network takes. The processor is idle meanwhile, as with a GPU. */
const runTime = 4

/** The model of the tests, with few steps. Its networks take a little time and print nothing. */
export const openBackend: OpenBackend = async (settings) => {
  const stub = await openStub(settings)
  return { ...stub, open: async (name) => quick(await stub.open(name)) }
}

const quick = (model: BackendModel): BackendModel => ({
  ...model,
  profile: {
    name: model.name,
    stages: [
      { sampler: 'ddim', steps: 6 },
      { sampler: 'ddim', steps: 2 },
    ],
  },
  enlarger: {
    name: 'enlarger',
    loaded: () => true,
    acquire: () => Promise.resolve({ network: enlarge, release: () => undefined }),
  },
  stages: model.stages.map((stage) => ({
    ...stage,
    async acquire() {
      const { release } = await stage.acquire()
      return { network: paintGrey, release }
    },
  })),
})

async function paintGrey(rows: readonly Row[]) {
  await new Promise((resolve) => setTimeout(resolve, runTime))
  return rows.map(({ input: { height, width } }) => ({
    data: new Float32Array(6 * height * width),
    channels: 6,
    height,
    width,
  }))
}

async function enlarge({ height, width }: Planes): Promise<Planes> {
  await new Promise((resolve) => setTimeout(resolve, runTime))
  return { data: new Float32Array(3 * 16 * height * width), channels: 3, height: 4 * height, width: 4 * width }
}
