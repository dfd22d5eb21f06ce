import type { ModalSubmitInteraction } from 'discord.js'
import type { Clock } from '#src/queue/clock.ts'
import type { MaskSpec } from '#src/requests/mask-spec.ts'
import type { PictureRefs, PictureSources } from './ask/pictures.ts'

/** What was said in a command that is not a wish yet: its form is open, or its mask is being chosen. */
export interface Draft {
  readonly personId: string
  readonly said: (pictures: PictureRefs) => Readonly<Record<string, unknown>>
  readonly pictures: PictureSources
  readonly ephemeral: boolean
  readonly spoiler: boolean
  /** Takes the form that comes back; left out where none is open. */
  readonly submit?: (interaction: ModalSubmitInteraction) => Promise<void>
  /** The mask as chosen so far. */
  readonly mask?: MaskSpec
}

/** How long a draft is kept, in milliseconds, and how many are at most. */
const life = 60 * 60_000
const most = 1_000

/**
 * Drafts live in memory: who restarts the bot loses forms and masks that are open, never a job. A form over an
 * existing job needs no draft.
 */
export function createDrafts(clock: Clock) {
  const drafts = new Map<string, { readonly draft: Draft; readonly since: number }>()
  return {
    put(id: string, draft: Draft): void {
      drafts.delete(id)
      drafts.set(id, { draft, since: clock.now() })
      const oldest = drafts.keys().next()
      if (drafts.size > most && oldest.done === false) drafts.delete(oldest.value)
    },
    get(id: string): Draft | undefined {
      const found = drafts.get(id)
      return found !== undefined && clock.now() - found.since < life ? found.draft : undefined
    },
    remove: (id: string): void => void drafts.delete(id),
  }
}

export type Drafts = ReturnType<typeof createDrafts>
