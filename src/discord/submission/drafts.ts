import { z } from 'zod'
import { type MaskSpec, maskSpec } from '#src/requests/mask-spec.ts'
import type { Store } from '#src/store/store.ts'
import type { PictureSources } from './picture-source.ts'
import type { RequestTemplate } from '#src/requests/request-template.ts'

/** A submission that is not complete yet: a form is open over it, or its mask is being chosen. */
export interface Draft {
  readonly personId: string
  readonly request: RequestTemplate
  readonly pictures: PictureSources
  /** Absent: as the settings say when it is submitted. */
  readonly ephemeral?: boolean
  readonly spoiler?: boolean
  /** The name of the form that is open, if one is. */
  readonly form?: string
  /** The mask as chosen so far. */
  readonly mask?: MaskSpec
  /** The job that it continues from. */
  readonly parentId?: string
}

/** A draft as the store keeps it. */
const content = z.object({
  request: z.record(z.string(), z.json()),
  pictures: z.record(
    z.string(),
    z.discriminatedUnion('from', [
      z.object({
        from: z.literal('attachment'),
        attachment: z.object({
          url: z.string(),
          proxyUrl: z.string().exactOptional(),
          name: z.string(),
          size: z.number(),
          longestSide: z.number().exactOptional(),
        }),
      }),
      z.object({ from: z.literal('store'), sha256: z.string(), name: z.string() }),
    ]),
  ),
  ephemeral: z.boolean().exactOptional(),
  spoiler: z.boolean().exactOptional(),
  form: z.string().exactOptional(),
  mask: maskSpec.exactOptional(),
  parentId: z.string().exactOptional(),
})

/** Drafts in the store. Open forms and displayed masks therefore work after a restart. */
export function createDrafts({ drafts }: Pick<Store, 'drafts'>) {
  return {
    async put(id: string, { personId, ...draft }: Draft): Promise<void> {
      const plain = { ...draft, pictures: withoutExtras(draft.pictures) }
      const kept = content.parse(JSON.parse(JSON.stringify(plain)))
      const pictures = Object.values(kept.pictures).flatMap((source) =>
        source.from === 'store' ? [source.sha256] : [],
      )
      await drafts.put(id, { personId, content: z.record(z.string(), z.json()).parse(kept), pictures })
    },
    /** Undefined if it has expired or another version of the bot wrote it. */
    async get(id: string): Promise<Draft | undefined> {
      const found = await drafts.get(id)
      const read = content.safeParse(found?.content)
      return found === null || !read.success ? undefined : { ...read.data, personId: found.personId }
    },
    remove: (id: string): Promise<void> => drafts.remove(id),
  }
}

export type Drafts = ReturnType<typeof createDrafts>

/** discord.js passes attachments with many more fields, including the client. */
const withoutExtras = (sources: PictureSources): PictureSources =>
  Object.fromEntries(
    Object.entries(sources).map(([slot, source]) => {
      if (source.from === 'store') return [slot, source]
      const { url, name, size, proxyUrl, longestSide } = source.attachment
      const known = {
        ...(proxyUrl === undefined ? {} : { proxyUrl }),
        ...(longestSide === undefined ? {} : { longestSide }),
      }
      return [slot, { from: source.from, attachment: { url, name, size, ...known } }]
    }),
  )
