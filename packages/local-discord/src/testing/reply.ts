import type { LocalEvent } from '../page-protocol.ts'
import { TestMessage } from './message.ts'
import { TestModal } from './modal.ts'
import type { TestPerson } from './person.ts'
import type { Watch } from './watch.ts'

export interface Acted {
  readonly id: string
  readonly nonce: string
  readonly channelId: string
  /** The message whose button or menu was used. */
  readonly sourceId: string | null
}

/** What came of something a person did: messages, a form, choices, or a failure. */
export class Reply {
  readonly #person: TestPerson
  readonly #watch: Watch
  readonly #acted: Acted
  readonly #from: number
  #read: number

  constructor(person: TestPerson, watch: Watch, acted: Acted, from: number) {
    this.#person = person
    this.#watch = watch
    this.#acted = acted
    this.#from = from
    this.#read = from
  }

  get interactionId(): string {
    return this.#acted.id
  }

  /** Waits until the bot has acknowledged, or has failed to. */
  async settled(): Promise<this> {
    await this.#watch.until('an answer', this.#from, (event) =>
      (event.type === 'interaction-done' || event.type === 'interaction-failed') && event.nonce === this.#acted.nonce
        ? true
        : undefined,
    )
    // What is read next is what comes from here on, but the answer itself counts too.
    return this
  }

  /** Why it failed, as the person reads it; null where it did not. */
  get failure(): string | null {
    for (const event of this.#events()) {
      if (event.type === 'interaction-failed' && event.nonce === this.#acted.nonce) return event.reason
    }
    return null
  }

  get modal(): TestModal {
    for (const event of this.#events()) {
      if (event.type === 'modal' && event.nonce === this.#acted.nonce) {
        return new TestModal(event.modal, {
          id: event.modalId,
          channelId: this.#acted.channelId,
          person: this.#person,
        })
      }
    }
    throw new Error(this.failure ?? 'the bot opened no form')
  }

  /** What an option offered while it was typed. */
  get choices(): readonly { readonly name: string; readonly value: string | number }[] {
    for (const event of this.#events()) {
      if (event.type === 'choices' && event.nonce === this.#acted.nonce) return event.choices
    }
    throw new Error(this.failure ?? 'the bot offered no choices')
  }

  /** Messages that belong to this, as they are now, oldest first. */
  get messages(): readonly TestMessage[] {
    const ids = new Set(this.#events().flatMap((event) => this.#messageOf(event)?.id ?? []))
    return [...ids].flatMap((id) => this.#person.see(this.#acted.channelId, id) ?? [])
  }

  /** The first message that belongs to this, as it is now. */
  get message(): TestMessage {
    const [message] = this.messages
    if (message === undefined) throw new Error(this.failure ?? 'there is no message')
    return message
  }

  /** The next message or edit that has not been read yet. */
  next(): Promise<TestMessage> {
    return this.until(() => true, 'the next message')
  }

  /** The first message or edit, of those not read yet, that `predicate` agrees to. */
  async until(predicate: (message: TestMessage) => boolean, what = 'a message'): Promise<TestMessage> {
    const picked = await this.#watch.until(what, this.#read, (event) => {
      const message = this.#messageOf(event)
      return message !== undefined && predicate(message) ? { event, message } : undefined
    })
    this.#read = this.#watch.events.indexOf(picked.event) + 1
    return picked.message
  }

  #events(): readonly LocalEvent[] {
    return this.#watch.events.slice(this.#from)
  }

  #messageOf(event: LocalEvent): TestMessage | undefined {
    if (event.type !== 'message' && event.type !== 'message-edited') return undefined
    const { message } = event
    const ours = message.interaction_metadata?.id === this.#acted.id || message.id === this.#acted.sourceId
    return ours ? new TestMessage(message, this.#person) : undefined
  }
}
