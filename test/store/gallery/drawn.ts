import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { GalleryFilter, GalleryViewer } from '#src/store/gallery/gallery-store.ts'
import type { AcceptedJob, Store } from '#src/store/store.ts'
import { exampleJob, exampleRecipe } from '../examples.ts'

const png = { format: 'png', width: 64, height: 64 } as const
/** Drawn openly in #pictures. */
export const shown = { guildId: 'home', audience: { channelId: 'pictures' } }

/** A finished job with one picture. */
export async function drawn(store: Store, prompt: string, changes: Partial<AcceptedJob> = {}): Promise<string> {
  const { sha256 } = await store.pictures.put(new TextEncoder().encode(`${prompt} ${Math.random()}`), png)
  const request = { mode: 'generate', prompt } as const
  const job = await store.jobs.accept(exampleJob({ request, origin: shown, ...changes }), 50)
  const jobId = job?.id ?? ''
  await store.jobs.begin(jobId)
  await store.results.put({ jobId, picture: 0, role: 'picture', sha256, seed: 1, recipe: exampleRecipe() })
  await store.jobs.end(jobId, { state: 'done', seconds: 1 })
  return jobId
}

/** An anagram of a heart and an owl. */
export const anagram = (): Extract<DrawRequest, { readonly mode: 'anagram' }> => ({
  mode: 'anagram',
  readings: [
    { view: { name: 'identity' }, prompt: 'a heart' },
    { view: { name: 'flip' }, prompt: 'an owl' },
  ],
})

/** Sees two channels of the guild "home". */
export const bob: GalleryViewer = {
  personId: 'bob',
  guildId: 'home',
  channels: ['pictures', 'cellar'],
  ageRestricted: false,
  without: [],
}
export const ann: GalleryViewer = { ...bob, personId: 'ann' }
export const range = { offset: 0, limit: 10 }
/** The jobs of the first page. */
export const listed = async (store: Store, filter: GalleryFilter, viewer: GalleryViewer): Promise<readonly string[]> =>
  (await store.gallery.page(filter, viewer, range)).map(({ jobId }) => jobId)
export const everybody = { kind: 'everybody' } as const
