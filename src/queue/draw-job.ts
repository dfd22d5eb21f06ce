import type { Engine } from '#src/engine/engine.ts'
import type { EngineEvent, PictureEvent, SheetEvent } from '#src/renderer/events.ts'
import type { DrawOptions } from '#src/renderer/renderer.ts'
import { UserError } from '#src/errors.ts'
import { queueRefused as words } from '#src/messages/refusals.ts'
import { fill } from '#src/messages/template.ts'
import { picturesOf } from '#src/requests/draw-request.ts'
import type { Job } from '#src/store/job.ts'
import { readingRole } from '#src/store/reading-role.ts'
import type { Store } from '#src/store/store.ts'

export interface DrawJobOptions {
  readonly store: Pick<Store, 'jobs' | 'pictures' | 'results'>
  readonly engine: Pick<Engine, 'draw' | 'reserve'>
  readonly drawing: Omit<DrawOptions, 'signal' | 'safety'>
  /** Whether a job's pictures are shown although the model's safety checker might hold them back. Default: never. */
  readonly withoutSafety?: (job: Job) => boolean
}

/**
 * Lets the engine draw one job. It stores each picture when it is finished, and how many engine deaths the job has caused.
 * Another attempt replaces the results of an earlier one.
 *
 * @throws UserError, `EngineStopped` or the signal's reason, like the engine
 */
export async function* drawJob(
  job: Job,
  { store, engine, drawing, withoutSafety }: DrawJobOptions,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent, void, undefined> {
  const pictures = await readPictures(job, store)
  const safety = withoutSafety?.(job) === true ? { safety: false } : {}
  const options = { ...drawing, ...safety, signal, isolated: isIsolated(job), deaths: job.deaths }
  for await (const event of engine.draw(job.id, job.request, pictures, options)) {
    if (event.type === 'picture') await storePicture(job, event, store)
    if (event.type === 'sheet') await storeSheet(job, event, store)
    if (event.type === 'interrupted') await store.jobs.recordDeaths(job.id, event.deaths)
    yield event
  }
}

/** Whether a job runs with no other beside it, because something died while it ran. */
export function isIsolated({ deaths, interruptions }: Job): boolean {
  return deaths > 0 || interruptions > 0
}

type ResultStores = Pick<Store, 'pictures' | 'results'>

async function readPictures({ request }: Job, store: ResultStores): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  for (const { sha256, name } of picturesOf(request)) {
    const bytes = await store.pictures.get(sha256)
    if (bytes === null) throw new UserError('picture-missing', fill(words.pictureGone, { name }), { sha256 })
    found.set(sha256, bytes)
  }
  return found
}

async function storePicture(
  job: Job,
  { picture, seed, recipe, file, strip, readings = [] }: PictureEvent,
  store: ResultStores,
): Promise<void> {
  const files = [
    { role: 'picture', file },
    ...(strip === undefined ? [] : [{ role: 'strip', file: strip }]),
    ...readings.map((reading, index) => ({ role: readingRole(index), file: reading })),
  ]
  for (const { role, file } of files) {
    const { sha256 } = await store.pictures.put(file.bytes, file)
    await store.results.put({ jobId: job.id, picture, role, sha256, seed, recipe })
  }
}

/** The sheet belongs to all pictures and is stored with the first. */
async function storeSheet(job: Job, { seed, recipe, file }: SheetEvent, store: ResultStores): Promise<void> {
  const { sha256 } = await store.pictures.put(file.bytes, file)
  await store.results.put({ jobId: job.id, picture: 0, role: 'sheet', sha256, seed, recipe })
}
