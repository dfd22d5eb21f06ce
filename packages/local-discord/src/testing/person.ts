import { type APIUser, ApplicationCommandType } from 'discord-api-types/v10'
import { act } from '../interactions/act.ts'
import type { LocalField, LocalInteraction, LocalOption } from '../page-protocol.ts'
import type { Parts } from '../parts.ts'
import type { Upload } from '../rules/attachments.ts'
import { canSeeMessage } from '../world/sight.ts'
import { writeAs } from '../world/write-as.ts'
import { showToPerson } from '../world/show-message.ts'
import { type TestFile, isFile } from './file.ts'
import { TestMessage } from './message.ts'
import { Reply } from './reply.ts'
import { type Watch, watch } from './watch.ts'

export type OptionValue = string | number | boolean | TestFile | { readonly id: string }
export type Options = Readonly<Record<string, OptionValue>>

/** One place seen by one person. */
export interface Seat {
  /** Runs a slash command: `'/challenge start'` names a subcommand. Comes back when the bot has answered. */
  slash(command: string, options?: Options): Promise<Reply>
  /** The same, before the bot has answered: for what happens meanwhile. */
  start(command: string, options?: Options): Reply
  /** What the option `focused` offers for what has been typed. */
  autocomplete(
    command: string,
    options: Options,
    focused: string,
  ): Promise<readonly { readonly name: string; readonly value: string | number }[]>
  /** Runs a command of the context menu, on a message or on a person. */
  contextMenu(name: string, target: TestMessage | TestPerson): Promise<Reply>
  /** Writes a message oneself. */
  say(content: string, files?: readonly TestFile[]): TestMessage
  /** Everything there that this person can see, oldest first. */
  messages(): readonly TestMessage[]
}

/** Someone who acts. */
export class TestPerson {
  readonly id: string
  readonly name: string
  readonly user: APIUser
  readonly #parts: Parts
  readonly #watch: Watch
  #nonces = 0

  constructor(parts: Parts, id: string) {
    const person = parts.world.people.get(id)
    if (person === undefined) throw new Error(`there is no person ${id}`)
    this.id = id
    this.user = person.user
    this.name = person.user.global_name ?? person.user.username
    this.#parts = parts
    this.#watch = watch(parts, id)
  }

  /** A channel by its name (`'#pictures'`, a thread's name, `'DM'`) or its id. */
  in(place: string): Seat {
    const channelId = this.#channelId(place)
    return {
      start: (command, options = {}) => this.#run(channelId, command, options),
      slash: async (command, options = {}) => this.#run(channelId, command, options).settled(),
      autocomplete: async (command, options, focused) => {
        const { commandId, path, given } = this.#command(channelId, command, options)
        const base = { kind: 'autocomplete', commandId, path, options: given.options, focused } as const
        return (await this.#act(channelId, base).settled()).choices
      },
      contextMenu: (name, target) => this.#contextMenu(channelId, name, target),
      say: (content, files = []) => this.#say(channelId, content, files),
      messages: () => this.#messages(channelId),
    }
  }

  /** In `#pictures`, as most stories go. */
  slash(command: string, options: Options = {}): Promise<Reply> {
    return this.in('#pictures').slash(command, options)
  }

  autocomplete(command: string, options: Options, focused: string) {
    return this.in('#pictures').autocomplete(command, options, focused)
  }

  contextMenu(name: string, target: TestMessage | TestPerson): Promise<Reply> {
    return this.in(target instanceof TestMessage ? target.channelId : '#pictures').contextMenu(name, target)
  }

  /** A message as this person sees it now; null where they do not. */
  see(channelId: string, messageId: string): TestMessage | null {
    const message = this.#parts.world.messages.get(channelId)?.get(messageId)
    if (message === undefined || !canSeeMessage(this.#parts.world, message, this.id)) return null
    return new TestMessage(showToPerson(this.#parts, message, this.#parts.origin()), this)
  }

  /** Waits for a message or an edit, anywhere, that has not happened before `from` (default: from the start). */
  async sees(predicate: (message: TestMessage) => boolean, what = 'a message'): Promise<TestMessage> {
    return this.#watch.until(what, 0, (event) => {
      if (event.type !== 'message' && event.type !== 'message-edited') return undefined
      const message = new TestMessage(event.message, this)
      return predicate(message) ? message : undefined
    })
  }

  /** Used by messages: a button pressed, a menu chosen in. */
  async use(message: TestMessage, customId: string, values: readonly string[]): Promise<Reply> {
    const interaction = { kind: 'component', messageId: message.id, customId, values } as const
    return this.#act(message.channelId, interaction, [], message.id).settled()
  }

  /** Used by forms. */
  async submit(
    channelId: string,
    modalId: string,
    fields: readonly LocalField[],
    uploads: readonly Upload[],
  ): Promise<Reply> {
    return this.#act(channelId, { kind: 'modal', modalId, fields }, uploads).settled()
  }

  close(): void {
    this.#watch.close()
  }

  #run(channelId: string, command: string, options: Options): Reply {
    const { commandId, path, given } = this.#command(channelId, command, options)
    return this.#act(channelId, { kind: 'command', commandId, path, options: given.options }, given.uploads)
  }

  async #contextMenu(channelId: string, name: string, target: TestMessage | TestPerson): Promise<Reply> {
    const type = target instanceof TestMessage ? ApplicationCommandType.Message : ApplicationCommandType.User
    const commandId = this.#find(channelId, name, type)
    return this.#act(channelId, { kind: 'command', commandId, options: [], targetId: target.id }).settled()
  }

  #act(
    channelId: string,
    interaction: DistributiveOmit<LocalInteraction, 'as' | 'channelId' | 'nonce'>,
    uploads: readonly Upload[] = [],
    sourceId: string | null = null,
  ): Reply {
    this.#nonces += 1
    const nonce = `${this.name}-${this.#nonces}`
    const from = this.#watch.events.length
    const { id, sourceMessageId } = act(this.#parts, { ...interaction, as: this.id, channelId, nonce }, uploads)
    return new Reply(this, this.#watch, { id, nonce, channelId, sourceId: sourceId ?? sourceMessageId }, from)
  }

  #command(channelId: string, text: string, options: Options) {
    const [name = '', ...path] = text.replace(/^\//, '').split(' ')
    const uploads: Upload[] = []
    const given = Object.entries(options).map(([key, value]): LocalOption => {
      if (isFile(value)) {
        uploads.push({ key: String(uploads.length), ...value })
        return { name: key, path, value: String(uploads.length - 1) }
      }
      return { name: key, path, value: typeof value === 'object' ? value.id : value }
    })
    const commandId = this.#find(channelId, name, ApplicationCommandType.ChatInput)
    return { commandId, path, given: { options: given, uploads } }
  }

  #find(channelId: string, name: string, type: ApplicationCommandType): string {
    const guildId = this.#parts.world.channels.get(channelId)?.guildId ?? null
    const commands = [...this.#parts.world.commands.values()].filter((command) => command.type === type)
    const fitting = commands.filter((command) => command.name === name)
    const found =
      fitting.find((command) => command.guild_id !== undefined && command.guild_id === guildId) ??
      fitting.find((command) => command.guild_id === undefined) ??
      fitting[0]
    if (found !== undefined) return found.id
    throw new Error(`there is no command "${name}", only: ${commands.map((command) => command.name).join(', ')}`)
  }

  #say(channelId: string, content: string, files: readonly TestFile[]): TestMessage {
    const uploads = files.map(({ filename, bytes }, index) => ({ key: String(index), filename, bytes }))
    const message = writeAs(this.#parts, { personId: this.id, channelId, content, uploads })
    return new TestMessage(showToPerson(this.#parts, message, this.#parts.origin()), this)
  }

  #messages(channelId: string): readonly TestMessage[] {
    return [...(this.#parts.world.messages.get(channelId)?.keys() ?? [])].flatMap((id) => this.see(channelId, id) ?? [])
  }

  #channelId(place: string): string {
    const channels = [...this.#parts.world.channels.values()]
    const name = place.replace(/^#/, '')
    const found =
      place === 'DM'
        ? channels.find(({ recipientId }) => recipientId === this.id)
        : (this.#parts.world.channels.get(place) ?? channels.find((channel) => channel.name === name))
    if (found !== undefined) return found.id
    throw new Error(`there is no channel "${place}", only: ${channels.map((channel) => channel.name).join(', ')}`)
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
