import { z } from 'zod'
import { type MaskSpec, maskSpec } from '#src/requests/mask-spec.ts'
import type { Store } from '#src/store/store.ts'
import { type PictureRefs, type PictureSources, placeholders } from './picture-sources.ts'

/** What was said in a command that is not a wish yet: a form is open over it, or its mask is being chosen. */
export interface Draft {
  readonly personId: string
  readonly said: (pictures: PictureRefs) => Readonly<Record<string, unknown>>
  readonly pictures: PictureSources
  readonly ephemeral: boolean
  readonly spoiler: boolean
  /** The name of the form that is open; left out where none is. */
  readonly form?: string
  /** The mask as chosen so far. */
  readonly mask?: MaskSpec
  /** The job that it goes on from. */
  readonly parentId?: string
}

/** A draft as the store keeps it: `said` with placeholders where its pictures stand. */
const content = z.object({
  said: z.record(z.string(), z.json()),
  pictures: z.record(
    z.string(),
    z.discriminatedUnion('from', [
      z.object({
        from: z.literal('attachment'),
        attachment: z.object({
          url: z.string(),
          name: z.string(),
          size: z.number(),
          longest: z.number().exactOptional(),
        }),
      }),
      z.object({ from: z.literal('store'), sha256: z.string(), name: z.string() }),
    ]),
  ),
  ephemeral: z.boolean(),
  spoiler: z.boolean(),
  form: z.string().exactOptional(),
  mask: maskSpec.exactOptional(),
  parentId: z.string().exactOptional(),
})

/** Drafts in the store, where they outlive a restart: a form that is open and a mask that is shown stay good. */
export function createDrafts({ drafts }: Pick<Store, 'drafts'>) {
  return {
    async put(id: string, { personId, said, ...draft }: Draft): Promise<void> {
      const stands = placeholders(draft.pictures)
      // Through JSON and the schema, since discord.js hands in attachments with much more to them.
      const kept = content.parse(
        JSON.parse(JSON.stringify({ ...draft, pictures: plain(draft.pictures), said: said(stands) })),
      )
      const pictures = Object.values(kept.pictures).flatMap((source) =>
        source.from === 'store' ? [source.sha256] : [],
      )
      await drafts.put(id, { personId, content: z.record(z.string(), z.json()).parse(kept), pictures })
    },
    /** Undefined when it is not kept any more, or another version of the bot wrote it. */
    async get(id: string): Promise<Draft | undefined> {
      const found = await drafts.get(id)
      const read = content.safeParse(found?.content)
      if (found === null || !read.success) return undefined
      const { said, ...draft } = read.data
      const stands = placeholders(draft.pictures)
      return { ...draft, personId: found.personId, said: (refs) => withPictures(said, stands, refs) }
    },
    remove: (id: string): Promise<void> => drafts.remove(id),
  }
}

export type Drafts = ReturnType<typeof createDrafts>

const plain = (sources: PictureSources): PictureSources =>
  Object.fromEntries(
    Object.entries(sources).map(([key, source]) => {
      if (source.from === 'store') return [key, source]
      const { url, name, size, longest } = source.attachment
      const known = longest === undefined ? {} : { longest }
      return [key, { from: source.from, attachment: { url, name, size, ...known } }]
    }),
  )

/** Puts each picture where its placeholder stands. */
function withPictures(
  said: Readonly<Record<string, unknown>>,
  stands: PictureRefs,
  refs: PictureRefs,
): Readonly<Record<string, unknown>> {
  const keys = new Map(Object.entries(stands).map(([key, { sha256 }]) => [sha256, key]))
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill)
    if (typeof value !== 'object' || value === null) return value
    const key = 'sha256' in value && typeof value.sha256 === 'string' ? keys.get(value.sha256) : undefined
    return key === undefined ? record(value) : refs[key]
  }
  const record = (values: object): Record<string, unknown> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(value)]))
  return record(said)
}
