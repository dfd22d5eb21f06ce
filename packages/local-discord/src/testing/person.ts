import { type APIUser, ApplicationCommandType, Locale } from 'discord-api-types/v10'
import { submitInteraction } from '../interactions/submit-interaction.ts'
import type { LocalField, LocalInteraction, LocalOption } from '../page-protocol.ts'
import type { ServerContext } from '../server-context.ts'
import type { Upload } from '../rules/attachments.ts'
import { canSeeMessage } from '../world/visibility.ts'
import { writeMessage } from '../world/write-message.ts'
import { serializeForPerson } from '../world/serialize-message.ts'
import type { Options, PersonInChannel, Reply, TestMessage, TestPerson } from './actors.ts'
import { type TestFile, isFile } from './file.ts'
import { MessageSnapshot } from './message.ts'
import { InteractionReply } from './reply.ts'
import { type Watch, watch } from './watch.ts'

export class ActingPerson implements TestPerson {
  readonly id: string
  readonly name: string
  readonly user: APIUser
  readonly #context: ServerContext
  readonly #watch: Watch
  #nonces = 0
  #locale: Locale = Locale.EnglishUS

  constructor(context: ServerContext, id: string) {
    const person = context.world.people.get(id)
    if (person === undefined) throw new Error(`there is no person ${id}`)
    this.id = id
    this.user = person.user
    this.name = person.user.global_name ?? person.user.username
    this.#context = context
    this.#watch = watch(context, id)
  }

  setLocale(locale: Locale): void {
    this.#locale = locale
  }

  in(place: string): PersonInChannel {
    const channelId = this.#channelId(place)
    return {
      start: (command, options = {}) => this.#run(channelId, command, options),
      slash: async (command, options = {}) => this.#run(channelId, command, options).acknowledged(),
      autocomplete: async (command, options, focused) => {
        const { commandId, path, given } = this.#command(channelId, command, options)
        const base = { kind: 'autocomplete', commandId, path, options: given.options, focused } as const
        return (await this.#send(channelId, base).acknowledged()).choices
      },
      contextMenu: (name, target) => this.#contextMenu(channelId, name, target),
      say: (content, files = []) => this.#say(channelId, content, files),
      messages: (last = Infinity) => this.#messages(channelId, last),
    }
  }

  slash(command: string, options: Options = {}): Promise<Reply> {
    return this.in(this.#firstChannel()).slash(command, options)
  }

  autocomplete(command: string, options: Options, focused: string) {
    return this.in(this.#firstChannel()).autocomplete(command, options, focused)
  }

  contextMenu(name: string, target: TestMessage | TestPerson): Promise<Reply> {
    return this.in(isMessage(target) ? target.channelId : this.#firstChannel()).contextMenu(name, target)
  }

  see(channelId: string, messageId: string): TestMessage | null {
    const message = this.#context.world.messages.get(channelId)?.get(messageId)
    if (message === undefined || !canSeeMessage(this.#context.world, message, this.id)) return null
    return new MessageSnapshot(serializeForPerson(this.#context, message, this.#context.origin()), this)
  }

  async sees(predicate: (message: TestMessage) => boolean, what = 'a message'): Promise<TestMessage> {
    return this.#watch.until(what, 0, (event) => {
      if (event.type !== 'message' && event.type !== 'message-edited') return undefined
      const message = new MessageSnapshot(event.message, this)
      return predicate(message) ? message : undefined
    })
  }

  async use(message: TestMessage, customId: string, values: readonly string[]): Promise<Reply> {
    const interaction = { kind: 'component', messageId: message.id, customId, values } as const
    return this.#send(message.channelId, interaction, [], message.id).acknowledged()
  }

  async submit(
    channelId: string,
    modalId: string,
    fields: readonly LocalField[],
    uploads: readonly Upload[],
  ): Promise<Reply> {
    return this.#send(channelId, { kind: 'modal', modalId, fields }, uploads).acknowledged()
  }

  forget(): void {
    this.#watch.forget()
  }

  close(): void {
    this.#watch.close()
  }

  #run(channelId: string, command: string, options: Options): Reply {
    const { commandId, path, given } = this.#command(channelId, command, options)
    return this.#send(channelId, { kind: 'command', commandId, path, options: given.options }, given.uploads)
  }

  async #contextMenu(channelId: string, name: string, target: TestMessage | TestPerson): Promise<Reply> {
    const type = isMessage(target) ? ApplicationCommandType.Message : ApplicationCommandType.User
    const commandId = this.#find(channelId, name, type)
    return this.#send(channelId, { kind: 'command', commandId, options: [], targetId: target.id }).acknowledged()
  }

  #send(
    channelId: string,
    interaction: DistributiveOmit<LocalInteraction, 'as' | 'channelId' | 'nonce'>,
    uploads: readonly Upload[] = [],
    sourceId: string | null = null,
  ): Reply {
    this.#nonces += 1
    const nonce = `${this.name}-${this.#nonces}`
    const from = this.#watch.next
    const { id, sourceMessageId } = submitInteraction(
      this.#context,
      { ...interaction, as: this.id, channelId, nonce, locale: this.#locale },
      uploads,
    )
    return new InteractionReply(
      this,
      this.#watch,
      { id, nonce, channelId, sourceId: sourceId ?? sourceMessageId },
      from,
    )
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
    const guildId = this.#context.world.channels.get(channelId)?.guildId ?? null
    const commands = [...this.#context.world.commands.values()].filter((command) => command.type === type)
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
    const message = writeMessage(this.#context, { personId: this.id, channelId, content, uploads })
    return new MessageSnapshot(serializeForPerson(this.#context, message, this.#context.origin()), this)
  }

  #messages(channelId: string, last: number): readonly TestMessage[] {
    const ids = [...(this.#context.world.messages.get(channelId)?.keys() ?? [])]
    return ids.slice(-last).flatMap((id) => this.see(channelId, id) ?? [])
  }

  #firstChannel(): string {
    const [first] = this.#context.world.channels.keys()
    if (first === undefined) throw new Error('the world has no channel')
    return first
  }

  #channelId(place: string): string {
    const channels = [...this.#context.world.channels.values()]
    const name = place.replace(/^#/, '')
    const found =
      place === 'DM'
        ? channels.find(({ recipientId }) => recipientId === this.id)
        : (this.#context.world.channels.get(place) ?? channels.find((channel) => channel.name === name))
    if (found !== undefined) return found.id
    throw new Error(`there is no channel "${place}", only: ${channels.map((channel) => channel.name).join(', ')}`)
  }
}

const isMessage = (target: TestMessage | TestPerson): target is TestMessage => 'raw' in target

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
