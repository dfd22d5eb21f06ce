import type { Clock } from '#src/queue/clock.ts'
import type { PictureRefs, PictureSources } from './ask/pictures.ts'

/** What was said in a command whose form is still open. */
export interface Draft {
  readonly personId: string
  readonly said: (pictures: PictureRefs) => Readonly<Record<string, unknown>>
  readonly pictures: PictureSources
  readonly ephemeral: boolean
  readonly spoiler: boolean
}

/** How long a form may stay open, in milliseconds, and how many at most. */
const life = 60 * 60_000
const most = 1_000

/**
 * Commands whose form is open. They live in memory: who restarts the bot loses open forms of new commands, never
 * a job; a form over an existing job needs no draft.
 */
export function createDrafts(clock: Clock) {
  const drafts = new Map<string, { readonly draft: Draft; readonly since: number }>()
  return {
    put(id: string, draft: Draft): void {
      drafts.set(id, { draft, since: clock.now() })
      const oldest = drafts.keys().next()
      if (drafts.size > most && oldest.done === false) drafts.delete(oldest.value)
    },
    /** The draft, once, for its owner. */
    take(id: string, personId: string): Draft | undefined {
      const found = drafts.get(id)
      if (found === undefined || found.draft.personId !== personId) return undefined
      drafts.delete(id)
      return clock.now() - found.since < life ? found.draft : undefined
    },
  }
}

export type Drafts = ReturnType<typeof createDrafts>
