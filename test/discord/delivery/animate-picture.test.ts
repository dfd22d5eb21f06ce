import { expect, it } from 'vitest'
import { animatePicture } from '#src/discord/delivery/animate-picture.ts'
import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import { exampleJob, exampleRecipe } from '../../store/examples.ts'
import { scratchStore } from '../../store/scratch.ts'

const file = { bytes: new Uint8Array([1, 2, 3]), format: 'png', width: 64, height: 64 } as const

it('a picture that is deleted while it is animated is said to be gone', async () => {
  const { store } = await scratchStore()
  const job = await store.jobs.accept(exampleJob({}), 5)
  const jobId = job?.id ?? ''
  const { sha256 } = await store.pictures.put(file.bytes, file)
  await store.results.put({ jobId, picture: 0, role: 'picture', sha256, seed: 7, recipe: exampleRecipe() })
  await store.jobs.begin(jobId)
  await store.jobs.end(jobId, { state: 'done', seconds: 1 })
  const [picture] = await store.results.ofJob(jobId)
  if (picture === undefined) throw new Error('the result is missing')
  const deletes: Pick<ImageWorker, 'do'> = {
    async do() {
      await store.jobs.remove(jobId)
      return file as never
    },
  }
  await expect(animatePicture({ store, imageWorker: deletes }, picture)).rejects.toMatchObject({ code: 'picture-gone' })
  expect(await store.results.ofJob(jobId)).toEqual([])
})
