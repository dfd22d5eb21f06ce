import type { APIModalInteractionResponseCallbackData, APIUser, ComponentType, Locale } from 'discord-api-types/v10'
import type { LocalField, LocalMessage } from '../page-protocol.ts'
import type { Upload } from '../rules/attachments.ts'
import type { TestFile } from './file.ts'

export type OptionValue = string | number | boolean | TestFile | { readonly id: string }
export type Options = Readonly<Record<string, OptionValue>>
export type FieldValue = string | boolean | readonly string[] | TestFile | readonly TestFile[]
/** A suggestion that the bot offers for an option. */
export interface Choice {
  readonly name: string
  readonly value: string | number
}

export interface TestAttachment {
  readonly filename: string
  readonly description: string | null
  readonly contentType: string | null
  readonly url: string
  readonly size: number
  readonly bytes: Uint8Array
}

/** A button or select of a message. */
export interface Control {
  readonly type: ComponentType
  readonly customId: string
  readonly label: string
  readonly disabled: boolean
}

/** Someone who acts. */
export interface TestPerson {
  readonly id: string
  readonly name: string
  readonly user: APIUser
  /** Sets the language of this person's app. Default: American English. */
  setLocale(locale: Locale): void
  /** A channel by its name (`'#general'`, a thread's name, `'DM'`) or its id. */
  in(channel: string): PersonInChannel
  /** Runs a slash command in the first channel. */
  slash(command: string, options?: Options): Promise<Reply>
  autocomplete(command: string, options: Options, focused: string): Promise<readonly Choice[]>
  contextMenu(name: string, target: TestMessage | TestPerson): Promise<Reply>
  /** A message as this person sees it now, or null if they cannot see it. */
  see(channelId: string, messageId: string): TestMessage | null
  /** Waits for a message or an edit in any channel. Events since the start count. */
  sees(predicate: (message: TestMessage) => boolean, what?: string): Promise<TestMessage>
  /** Uses a button or select of a message. `TestMessage.press` and `select` call this. */
  use(message: TestMessage, customId: string, values: readonly string[]): Promise<Reply>
  /** Submits a form. `TestModal.submit` calls this. */
  submit(channelId: string, modalId: string, fields: readonly LocalField[], uploads: readonly Upload[]): Promise<Reply>
  /**
   * Drops the events so far, which hours of use would fill the memory with. Replies can be waited for as before, but no longer tell what they
   * have received until now.
   */
  forget(): void
  close(): void
}

/** A person in one channel. */
export interface PersonInChannel {
  /** Runs a slash command and waits until the bot has acknowledged it. `'/challenge start'` names a subcommand. */
  slash(command: string, options?: Options): Promise<Reply>
  /** The same without waiting. */
  start(command: string, options?: Options): Reply
  /** The suggestions for the option `focused`, given what has been typed. */
  autocomplete(command: string, options: Options, focused: string): Promise<readonly Choice[]>
  /** Runs a command from the context menu of a message or a person. */
  contextMenu(name: string, target: TestMessage | TestPerson): Promise<Reply>
  /** Writes a message. */
  say(content: string, files?: readonly TestFile[]): TestMessage
  /** All messages that this person can see here, or those among the `last` ones of the channel, oldest first. */
  messages(last?: number): readonly TestMessage[]
}

/** A message as one person saw it at one moment, and what that person can do with it. */
export interface TestMessage {
  readonly raw: LocalMessage
  readonly id: string
  readonly channelId: string
  readonly content: string
  /** All text of the message: content, embeds and text displays, one line each. */
  readonly text: string
  readonly ephemeral: boolean
  readonly loading: boolean
  readonly v2: boolean
  /** Buttons and selects, in order. */
  readonly controls: readonly Control[]
  /** The labels of the buttons. */
  readonly buttons: readonly string[]
  /** The same message as it is now, or null if it was deleted or is no longer visible. */
  now(): TestMessage | null
  /** The same message, used by somebody else. */
  as(person: TestPerson): TestMessage
  /** Presses a button, given its label or its custom id. */
  press(button: string): Promise<Reply>
  /** Chooses values in a select, given its placeholder or its custom id. */
  select(select: string, values: readonly string[]): Promise<Reply>
  /** Downloads the files of the message by their links. */
  attachments(): Promise<readonly TestAttachment[]>
}

/** An open form. */
export interface TestModal {
  readonly raw: APIModalInteractionResponseCallbackData
  readonly title: string
  readonly fields: readonly { readonly customId: string; readonly label: string }[]
  /** Returns the form with these fields filled in, by label or custom id. */
  fill(values: Readonly<Record<string, FieldValue>>): TestModal
  submit(): Promise<Reply>
}

/** The result of something that a person did: messages, a form, suggestions, or a failure. */
export interface Reply {
  readonly interactionId: string
  /** Waits until the bot has acknowledged, or has failed to. */
  acknowledged(): Promise<this>
  /** Why it failed, as the person reads it, or null if it did not. */
  readonly failure: string | null
  readonly modal: TestModal
  /** The suggestions for an option. */
  readonly choices: readonly Choice[]
  /** Messages that belong to this interaction as they are now, oldest first. */
  readonly messages: readonly TestMessage[]
  /** The first message that belongs to this interaction, as it is now. */
  readonly message: TestMessage
  /** The next message or edit that has not been read yet. */
  next(): Promise<TestMessage>
  /** The first unread message or edit that `predicate` accepts. */
  until(predicate: (message: TestMessage) => boolean, what?: string): Promise<TestMessage>
}
