import type { Engine } from '#src/engine/engine.ts'
import type { EngineEvent, PictureEvent, SheetEvent } from '#src/renderer/events.ts'
import type { DrawOptions } from '#src/renderer/renderer.ts'
import { UserError } from '#src/errors.ts'
import { queueRefused as words } from '#src/messages/refusals.ts'
import { picturesOf } from '#src/requests/pictures-of.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'

export interface PaintParts {
  readonly store: Store
  readonly engine: Engine
  readonly options: Omit<DrawOptions, 'signal'>
}

/**
 * Has one job drawn by the engine and writes down what comes: pictures as they are finished, deaths as they are
 * charged. Drawing again replaces what an earlier try left.
 *
 * @throws UserError, the signal's reason, EngineStopped, as the engine does
 */
export async function* paint(
  job: Job,
  { store, engine, options }: PaintParts,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent, void, undefined> {
  const isolated = job.deaths > 0 || job.interruptions > 0
  const pictures = await picturesFor(job, store)
  for await (const event of engine.draw(job.id, job.request, pictures, {
    ...options,
    signal,
    isolated,
    deaths: job.deaths,
  })) {
    if (event.type === 'picture') await keep(job, event, store)
    if (event.type === 'sheet') await keepSheet(job, event, store)
    if (event.type === 'interrupted') await store.jobs.charge(job.id, event.deaths)
    yield event
  }
}

async function picturesFor({ request }: Job, store: Store): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  for (const { sha256, name } of picturesOf(request)) {
    const bytes = await store.pictures.get(sha256)
    if (bytes === null) {
      throw new UserError('picture-missing', words.pictureGone(name), { sha256 })
    }
    found.set(sha256, bytes)
  }
  return found
}

async function keep(job: Job, { picture, seed, recipe, file, strip }: PictureEvent, store: Store): Promise<void> {
  const files = [{ role: 'picture', file }, ...(strip === undefined ? [] : [{ role: 'strip', file: strip }])]
  for (const { role, file } of files) {
    const { sha256 } = await store.pictures.put(file.bytes, file)
    await store.results.put({ jobId: job.id, picture, role, sha256, seed, recipe })
  }
}

/** It belongs to all pictures, and stands with the first. */
async function keepSheet(job: Job, { seed, recipe, file }: SheetEvent, store: Store): Promise<void> {
  const { sha256 } = await store.pictures.put(file.bytes, file)
  await store.results.put({ jobId: job.id, picture: 0, role: 'sheet', sha256, seed, recipe })
}
