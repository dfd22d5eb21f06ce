import { type APIButtonComponentWithCustomId, ComponentType, type MessageComponentInteraction } from 'discord.js'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import type { JobControls } from '../cards/controls.ts'
import { messagesOf } from '../jobs/job-messages.ts'
import type { Messenger } from '../transport/messenger.ts'

/** Shows the number of stars on the button that was pressed. */
export interface StarLabels {
  /** Resolves when the message shows at least the stars that had been given when this was called. */
  show(interaction: MessageComponentInteraction, job: Job): Promise<void>
}

/**
 * While a message is being edited, all further presses wait for one more edit. A hundred stars at once therefore cause
 * a few edits, not a hundred.
 */
export function createStarLabels({
  store,
  messenger,
  controls,
}: {
  readonly store: Pick<Store, 'gallery'>
  readonly messenger: Pick<Messenger, 'editComponents'>
  readonly controls: Pick<JobControls, 'accessory'>
}): StarLabels {
  /** The running edit of each message, and the one that follows. */
  const edits = new Map<string, { now: Promise<void>; next: Promise<void> | undefined }>()

  async function edit({ token, message }: MessageComponentInteraction, job: Job): Promise<void> {
    const face = controls.accessory(job, await store.gallery.stars(job.id), messagesOf(job))
    if (face === undefined) return
    const components = message.components.map((component) => component.toJSON())
    const files = new Map(message.attachments.map(({ id, name }) => [id, name]))
    await messenger.editComponents(
      token,
      components.map((component) => sendable(component, { face, files })),
    )
  }

  return {
    async show(interaction, job) {
      const { id } = interaction.message
      const known = edits.get(id)
      if (known?.next !== undefined) return known.next
      const mine = (known?.now ?? Promise.resolve())
        .catch(() => undefined)
        .then(() => {
          const entry = edits.get(id)
          if (entry !== undefined) edits.set(id, { now: mine, next: undefined })
          return edit(interaction, job)
        })
      edits.set(id, known === undefined ? { now: mine, next: undefined } : { now: known.now, next: mine })
      try {
        await mine
      } finally {
        if (edits.get(id)?.now === mine && edits.get(id)?.next === undefined) edits.delete(id)
      }
    },
  }
}

interface Change {
  readonly face: APIButtonComponentWithCustomId
  /** The names of the message's files, by their ids. */
  readonly files: ReadonlyMap<string, string>
}

/**
 * A component as Discord has sent it, ready to be sent back. Files are referred to by their names, since links to them
 * expire, and the button has its new label.
 */
function sendable<Component extends object>(component: Component, change: Change): Component {
  const sent = Object.entries(component).map(([key, value]) => [key, changed(key, value, change)] as const)
  const same = Object.fromEntries(sent) as Component // the same keys, with values of the same types
  const isButton = 'type' in component && component.type === ComponentType.Button
  const isStar = isButton && 'custom_id' in component && component.custom_id === change.face.custom_id
  return isStar ? { ...same, ...change.face } : same
}

function changed(key: string, value: unknown, change: Change): unknown {
  if (key === 'media' && typeof value === 'object' && value !== null && 'attachment_id' in value)
    return { url: `attachment://${change.files.get(String(value.attachment_id)) ?? ''}` }
  if (Array.isArray(value)) return value.map((one) => (isObject(one) ? sendable(one, change) : one))
  return isObject(value) ? sendable(value, change) : value
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
