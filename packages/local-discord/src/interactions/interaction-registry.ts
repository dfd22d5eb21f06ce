import { randomBytes } from 'node:crypto'
import type { APIMessageInteractionMetadata, InteractionType } from 'discord-api-types/v10'
import type { Clock } from '@duckrabbit/clock'
import type { ModalForm } from '../rules/modals.ts'
import type { Viewers } from '../viewers.ts'
import { ACKNOWLEDGE_WITHIN, TOKEN_LIFETIME } from '../rules/interaction-limits.ts'

/** An interaction, from the moment it is sent to the bot until its token expires. */
export interface StoredInteraction {
  readonly id: string
  readonly token: string
  readonly type: InteractionType
  /** A reading of the monotonic clock. */
  readonly createdAt: number
  readonly userId: string
  readonly channelId: string
  readonly nonce: string
  readonly metadata: APIMessageInteractionMetadata | null
  /** The command that was used, directly or through the form that it opened. */
  readonly commandName: string | undefined
  /** The message whose component was used, or from whose component the modal came. */
  readonly sourceMessageId: string | null
  /** The message that a message command was run on. */
  readonly targetMessageId: string | null
  /** True if only this person has installed the app, so that follow-ups are counted. */
  readonly userInstallOnly: boolean
  acknowledged: boolean
  /** The message that `@original` names; null before it exists and after it is deleted. */
  originalId: string | null
  /** Whether `@original` is a deferred message that has not been filled yet. */
  waiting: boolean
  followUps: number
}

export interface OpenModal {
  readonly id: string
  readonly modal: ModalForm
  readonly userId: string
  readonly channelId: string
  readonly sourceMessageId: string | null
  readonly commandName: string | undefined
  readonly metadata: APIMessageInteractionMetadata | null
  readonly userInstallOnly: boolean
  readonly owners: Readonly<Record<string, string>>
}

type Begin = Omit<StoredInteraction, 'token' | 'createdAt' | 'acknowledged' | 'originalId' | 'waiting' | 'followUps'>

export interface InteractionRegistry {
  /** Registers an interaction and starts its three seconds. */
  begin(begin: Begin): StoredInteraction
  byId(id: string): StoredInteraction | undefined
  byToken(token: string): StoredInteraction | undefined
  /** The bot has answered. The person is notified. */
  acknowledge(interaction: StoredInteraction): void
  openModal(modal: OpenModal): void
  /** Returns the modal and closes it. */
  takeModal(id: string, userId: string): OpenModal | undefined
  peekModal(id: string, userId: string): OpenModal | undefined
}

export function createInteractionRegistry(clock: Clock, viewers: Viewers): InteractionRegistry {
  const byId = new Map<string, StoredInteraction>()
  const byToken = new Map<string, StoredInteraction>()
  const deadlines = new Map<string, () => void>()
  const modals = new Map<string, OpenModal>()

  const fail = ({ userId, nonce }: StoredInteraction, reason: string) =>
    viewers.send((viewer) => (viewer.personId === userId ? { type: 'interaction-failed', nonce, reason } : null))

  return {
    begin(begin) {
      const interaction: StoredInteraction = {
        ...begin,
        token: randomBytes(48).toString('base64url'),
        createdAt: clock.monotonic(),
        acknowledged: false,
        originalId: null,
        waiting: false,
        followUps: 0,
      }
      byId.set(interaction.id, interaction)
      byToken.set(interaction.token, interaction)
      // One millisecond after the limit, because an answer at exactly three seconds is in time.
      deadlines.set(
        interaction.id,
        clock.after(ACKNOWLEDGE_WITHIN + 1, () => {
          deadlines.delete(interaction.id)
          fail(interaction, 'The application did not respond')
        }),
      )
      return interaction
    },
    byId: (id) => byId.get(id),
    byToken: (token) => byToken.get(token),
    acknowledge(interaction) {
      interaction.acknowledged = true
      deadlines.get(interaction.id)?.()
      deadlines.delete(interaction.id)
      const { userId, nonce } = interaction
      viewers.send((viewer) => (viewer.personId === userId ? { type: 'interaction-done', nonce } : null))
      // A deferred message that is never filled fails when the token expires.
      clock.after(TOKEN_LIFETIME + 1, () => {
        if (interaction.waiting) fail(interaction, 'The application did not respond')
      })
    },
    openModal: (modal) => void modals.set(modal.id, modal),
    peekModal: (id, userId) => {
      const modal = modals.get(id)
      return modal?.userId === userId ? modal : undefined
    },
    takeModal(id, userId) {
      const modal = modals.get(id)
      if (modal?.userId !== userId) return undefined
      modals.delete(id)
      return modal
    },
  }
}
