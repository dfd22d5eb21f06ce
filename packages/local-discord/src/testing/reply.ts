import type { LocalEvent } from '../page-protocol.ts'
import type { Choice, Reply, TestMessage, TestModal, TestPerson } from './actors.ts'
import { MessageSnapshot } from './message.ts'
import { OpenForm } from './modal.ts'
import type { Watch } from './watch.ts'

interface SubmittedAction {
  readonly id: string
  readonly nonce: string
  readonly channelId: string
  /** The message whose button or menu was used. */
  readonly sourceId: string | null
}

export class InteractionReply implements Reply {
  readonly #person: TestPerson
  readonly #watch: Watch
  readonly #action: SubmittedAction
  readonly #from: number
  #read: number

  constructor(person: TestPerson, watch: Watch, action: SubmittedAction, from: number) {
    this.#person = person
    this.#watch = watch
    this.#action = action
    this.#from = from
    this.#read = from
  }

  get interactionId(): string {
    return this.#action.id
  }

  async acknowledged(): Promise<this> {
    await this.#watch.until('an answer', this.#from, (event) =>
      (event.type === 'interaction-done' || event.type === 'interaction-failed') && event.nonce === this.#action.nonce
        ? true
        : undefined,
    )
    return this
  }

  get failure(): string | null {
    for (const event of this.#events()) {
      if (event.type === 'interaction-failed' && event.nonce === this.#action.nonce) return event.reason
    }
    return null
  }

  get modal(): TestModal {
    for (const event of this.#events()) {
      if (event.type === 'modal' && event.nonce === this.#action.nonce) {
        return new OpenForm(event.modal, {
          id: event.modalId,
          channelId: this.#action.channelId,
          person: this.#person,
        })
      }
    }
    throw new Error(this.failure ?? 'the bot opened no form')
  }

  get choices(): readonly Choice[] {
    for (const event of this.#events()) {
      if (event.type === 'choices' && event.nonce === this.#action.nonce) return event.choices
    }
    throw new Error(this.failure ?? 'the bot offered no choices')
  }

  get messages(): readonly TestMessage[] {
    const ids = new Set(this.#events().flatMap((event) => this.#messageOf(event)?.id ?? []))
    return [...ids].flatMap((id) => this.#person.see(this.#action.channelId, id) ?? [])
  }

  get message(): TestMessage {
    const [message] = this.messages
    if (message === undefined) throw new Error(this.failure ?? 'there is no message')
    return message
  }

  next(): Promise<TestMessage> {
    return this.until(() => true, 'the next message')
  }

  async until(predicate: (message: TestMessage) => boolean, what = 'a message'): Promise<TestMessage> {
    const picked = await this.#watch.until(what, this.#read, (event, number) => {
      const message = this.#messageOf(event)
      return message !== undefined && predicate(message) ? { number, message } : undefined
    })
    this.#read = picked.number + 1
    return picked.message
  }

  #events(): readonly LocalEvent[] {
    return this.#watch.since(this.#from)
  }

  #messageOf(event: LocalEvent): TestMessage | undefined {
    if (event.type !== 'message' && event.type !== 'message-edited') return undefined
    const { message } = event
    const ours = message.interaction_metadata?.id === this.#action.id || message.id === this.#action.sourceId
    return ours ? new MessageSnapshot(message, this.#person) : undefined
  }
}
