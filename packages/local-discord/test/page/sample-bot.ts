import {
  AttachmentBuilder,
  Client,
  Events,
  GatewayIntentBits,
  MessageFlags,
  Routes,
  type Interaction,
} from 'discord.js'
import * as contents from './sample-messages.ts'
import { commands } from './sample-world.ts'

/** What reached the bot, in the words of a test. */
export interface ReceivedInteraction {
  readonly kind: 'command' | 'autocomplete' | 'component' | 'modal' | 'context'
  readonly by: string
  /** The command's name, or the component's or modal's custom id. */
  readonly name: string
  readonly values: Readonly<Record<string, unknown>>
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[]
}

export interface SampleBot {
  readonly client: Client<true>
  readonly received: ReceivedInteraction[]
  readonly errors: unknown[]
}

/** The bot of the sample server, in plain discord.js. It does just enough to try the page. */
export async function startSampleBot(
  server: { readonly apiUrl: string; readonly token: string },
  pictures: ReadonlyMap<string, Uint8Array>,
): Promise<SampleBot> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: server.apiUrl, retries: 0 } })
  const received: ReceivedInteraction[] = []
  const errors: unknown[] = []
  client.on(Events.InteractionCreate, (interaction) => {
    const work = async (): Promise<void> => {
      received.push(await listen(interaction))
      await answer(interaction, pictures)
    }
    work().catch((error: unknown) => errors.push(error))
  })
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(server.token)
  const live = await ready
  await live.rest.put(Routes.applicationCommands(live.application.id), { body: commands })
  return { client: live, received, errors }
}

async function listen(interaction: Interaction): Promise<ReceivedInteraction> {
  const by = interaction.user.displayName
  if (interaction.isChatInputCommand() || interaction.isAutocomplete()) {
    const data = interaction.options.data.flatMap((option) => option.options ?? [option])
    const attachments = data.flatMap((option) => option.attachment ?? [])
    return {
      kind: interaction.isAutocomplete() ? 'autocomplete' : 'command',
      by,
      name: interaction.commandName,
      values: Object.fromEntries(data.map((option) => [option.name, option.attachment?.name ?? option.value])),
      files: await Promise.all(attachments.map(download)),
    }
  }
  if (interaction.isContextMenuCommand()) {
    const values = { target: interaction.targetId }
    return { kind: 'context', by, name: interaction.commandName, values, files: [] }
  }
  if (interaction.isModalSubmit()) {
    const { fields } = interaction
    const uploads = [...(fields.getUploadedFiles('mask')?.values() ?? [])]
    const values = {
      prompt: fields.getTextInputValue('prompt'),
      style: fields.getRadioGroup('style'),
      seed: fields.getCheckbox('seed'),
    }
    return { kind: 'modal', by, name: interaction.customId, values, files: await Promise.all(uploads.map(download)) }
  }
  if (!interaction.isMessageComponent()) throw new Error('The studio has no such interaction.')
  const values = interaction.isStringSelectMenu() ? { chosen: interaction.values } : {}
  return { kind: 'component', by, name: interaction.customId, values, files: [] }
}

async function download({ name, url }: { readonly name: string; readonly url: string }) {
  return { name, bytes: Buffer.from(await (await fetch(url)).arrayBuffer()) }
}

async function answer(interaction: Interaction, pictures: ReadonlyMap<string, Uint8Array>): Promise<unknown> {
  const attach = (name: string) => new AttachmentBuilder(Buffer.from(pictures.get(name) ?? []), { name })
  if (interaction.isAutocomplete()) {
    return interaction.respond([
      { name: 'duckling (embedded)', value: 'duckling' },
      { name: 'IF-I-XL', value: 'xl' },
    ])
  }
  if (interaction.isChatInputCommand()) {
    switch (interaction.commandName) {
      case 'ping':
        // Nobody is there: the page must say so.
        return undefined
      case 'recipe':
        return interaction.reply({ content: contents.recipe, flags: MessageFlags.Ephemeral })
      case 'show':
        return interaction.reply({
          flags: MessageFlags.IsComponentsV2,
          components: [...contents.entry],
          files: [attach('duck-3.png'), new AttachmentBuilder(Buffer.from('{"seed":20814}'), { name: 'recipe.json' })],
        })
      default:
        await interaction.deferReply()
        if (interaction.options.getString('prompt') === 'wait for me') return undefined
        return interaction.editReply({
          flags: MessageFlags.IsComponentsV2,
          components: [...contents.result],
          files: [1, 2, 3, 4].map((index) => attach(`duck-${index}.png`)),
        })
    }
  }
  if (interaction.isContextMenuCommand()) return interaction.reply('Here it is.')
  if (interaction.isModalSubmit()) return interaction.reply('Changed.')
  if (!interaction.isMessageComponent()) return undefined
  if (interaction.customId === 'edit') return interaction.showModal(contents.changeModal)
  return interaction.customId === 'upscale' ? undefined : interaction.deferUpdate()
}
