import type { BackendModel, OpenBackend } from '#src/renderer/backend.ts'
import { openBackend as openStub } from './stub-backend.ts'

/**
 * The stub with a safety checker, which a prompt may provoke:
 *
 * `unsafe`         it holds every picture back
 * `watermarked`    the same, for its other reason
 * `second unsafe`  it holds the second picture of the request back
 * `upside down`    it holds the picture back for its second reading
 */
export const openBackend: OpenBackend = async (settings) => {
  const stub = await openStub(settings)
  let prompt = ''
  let checks = 0

  const flagging = (model: BackendModel): BackendModel => ({
    ...model,
    stages: model.stages.map((stage) => ({
      ...stage,
      async acquire() {
        const { network, release } = await stage.acquire()
        return {
          release,
          network: (rows) => {
            const texts = rows.map(({ text }) => String.fromCharCode(...text.embedding.filter((code) => code > 0)))
            const said = texts.find((text) => text !== '') ?? ''
            if (said !== prompt) checks = 0
            prompt = said
            return network(rows)
          },
        }
      },
    })),
    safetyChecker: {
      name: 'safety checker',
      loaded: () => true,
      preprocessing: { size: 8, mean: [0, 0, 0], deviation: [1, 1, 1] },
      acquire: () =>
        Promise.resolve({
          release: () => undefined,
          network: (pictures) => {
            checks++
            return Promise.resolve(
              pictures.map((_, reading) => ({
                unsafe:
                  (prompt.includes('unsafe') && (!prompt.includes('second') || checks === 2)) ||
                  (prompt.includes('upside down') && reading === 2),
                watermarked: prompt.includes('watermarked'),
                scores: { unsafe: 0, watermarked: 0 },
              })),
            )
          },
        }),
    },
  })

  return { ...stub, open: async (name) => flagging(await stub.open(name)) }
}
