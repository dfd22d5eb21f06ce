import {
  ActionRowBuilder,
  type AutocompleteInteraction,
  ButtonBuilder,
  ButtonStyle,
  ChannelSelectMenuBuilder,
  type ChatInputCommandInteraction,
  Client,
  ComponentType,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  type Interaction,
  MentionableSelectMenuBuilder,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  RoleSelectMenuBuilder,
  StringSelectMenuBuilder,
  UserSelectMenuBuilder,
} from 'discord.js'
import type { TestDiscord } from '#src/testing/index.ts'
import { exampleCommands } from './example-commands.ts'
import { exampleForm } from './example-form.ts'

export interface ExampleBot {
  readonly client: Client<true>
  /** What went wrong in its handlers, with Discord's own errors among them. */
  readonly errors: unknown[]
  /** Replaces what the bot does with the next interactions. */
  handle(handler: ((interaction: Interaction) => Promise<unknown>) | null): void
  stop(): Promise<void>
}

/** A bot in plain discord.js that answers every kind of interaction; it knows nothing of this being a double. */
export async function startExampleBot(discord: TestDiscord, options: Partial<ClientOptions> = {}): Promise<ExampleBot> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    ...options,
    rest: { api: discord.apiUrl, retries: 0, ...options.rest },
  })
  const errors: unknown[] = []
  let replaced: ((interaction: Interaction) => Promise<unknown>) | null = null
  client.on(Events.InteractionCreate, (interaction) => {
    ;(replaced ?? answer)(interaction).catch((error: unknown) => errors.push(error))
  })
  client.on(Events.Error, (error) => errors.push(error))
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  const live = await ready
  await live.application.commands.set(exampleCommands)
  return {
    client: live,
    errors,
    handle(handler) {
      replaced = handler
    },
    stop: () => client.destroy(),
  }
}

async function answer(interaction: Interaction): Promise<unknown> {
  if (interaction.isAutocomplete()) return complete(interaction)
  if (interaction.isChatInputCommand()) return command(interaction)
  if (interaction.isMessageContextMenuCommand()) {
    return interaction.reply(
      `message by ${interaction.targetMessage.author.username}: ${interaction.targetMessage.content}`,
    )
  }
  if (interaction.isUserContextMenuCommand()) {
    return interaction.reply(`profile of ${interaction.targetUser.displayName} ${interaction.targetMember !== null}`)
  }
  if (interaction.isMessageComponent()) return component(interaction)
  if (interaction.isModalSubmit()) return submitted(interaction)
  return undefined
}

function complete(interaction: AutocompleteInteraction) {
  const typed = interaction.options.getFocused()
  const views = ['flip', 'flower', 'rotate'].filter((view) => view.startsWith(typed))
  return interaction.respond(views.map((view) => ({ name: view.toUpperCase(), value: view })))
}

async function command(interaction: ChatInputCommandInteraction): Promise<unknown> {
  switch (interaction.commandName) {
    case 'draw': {
      const picture = interaction.options.getAttachment('picture')
      await interaction.deferReply()
      const bytes = picture === null ? null : Buffer.from(await (await fetch(picture.url)).arrayBuffer())
      return interaction.editReply({
        flags: MessageFlags.IsComponentsV2,
        components: [
          {
            type: ComponentType.Container,
            components: [
              { type: ComponentType.TextDisplay, content: `**${interaction.options.getString('prompt', true)}**` },
              ...(bytes === null
                ? []
                : [
                    { type: ComponentType.MediaGallery as const, items: [{ media: { url: 'attachment://copy.png' } }] },
                  ]),
              {
                type: ComponentType.ActionRow,
                components: [
                  { type: ComponentType.Button, style: ButtonStyle.Primary, label: 'Reroll', custom_id: 'reroll' },
                  { type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'Form', custom_id: 'form' },
                ],
              },
            ],
          },
        ],
        files: bytes === null ? [] : [{ attachment: bytes, name: 'copy.png', description: 'a copy' }],
      })
    }
    case 'every': {
      const { options } = interaction
      return interaction.reply(
        JSON.stringify({
          text: options.getString('text'),
          whole: options.getInteger('whole'),
          number: options.getNumber('number'),
          flag: options.getBoolean('flag'),
          user: options.getUser('user')?.displayName,
          member: options.getMember('user') !== null,
          channel: options.getChannel('channel')?.name,
          role: options.getRole('role')?.name,
          whoever: String(options.get('whoever')?.value),
          file: options.getAttachment('file')?.size,
          limit: interaction.attachmentSizeLimit,
        }),
      )
    }
    case 'challenge':
      return interaction.reply(
        [
          interaction.options.getSubcommandGroup(false),
          interaction.options.getSubcommand(),
          interaction.options.getString('name'),
        ].join(' '),
      )
    case 'menus':
      return interaction.reply({ content: 'Choose', components: menus() })
    case 'where': {
      const place = interaction.inGuild() ? (interaction.guild === null ? 'foreign guild' : 'guild') : 'dm'
      return interaction.reply({
        content: `${place} ${owners(interaction.authorizingIntegrationOwners)} ${interaction.context}`,
        flags: MessageFlags.Ephemeral,
      })
    }
    case 'form':
      return interaction.showModal(exampleForm())
    default:
      return interaction.reply({ content: 'unknown', flags: MessageFlags.Ephemeral })
  }
}

function menus() {
  return [
    new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
      new StringSelectMenuBuilder()
        .setCustomId('strings')
        .setPlaceholder('Strings')
        .setMaxValues(2)
        .addOptions({ label: 'A', value: 'a' }, { label: 'B', value: 'b' }, { label: 'C', value: 'c' }),
    ),
    new ActionRowBuilder<UserSelectMenuBuilder>().addComponents(new UserSelectMenuBuilder().setCustomId('users')),
    new ActionRowBuilder<RoleSelectMenuBuilder>().addComponents(new RoleSelectMenuBuilder().setCustomId('roles')),
    new ActionRowBuilder<ChannelSelectMenuBuilder>().addComponents(
      new ChannelSelectMenuBuilder().setCustomId('channels'),
    ),
    new ActionRowBuilder<MentionableSelectMenuBuilder>().addComponents(
      new MentionableSelectMenuBuilder().setCustomId('mentionables').setMaxValues(2),
    ),
  ]
}

async function component(interaction: MessageComponentInteraction): Promise<unknown> {
  if (interaction.isButton()) {
    if (interaction.customId === 'form') return interaction.showModal(exampleForm())
    await interaction.deferUpdate()
    return interaction.editReply({
      components: [
        { type: ComponentType.TextDisplay, content: 'drawn again' },
        new ActionRowBuilder<ButtonBuilder>()
          .addComponents(new ButtonBuilder().setCustomId('reroll').setLabel('Reroll').setStyle(ButtonStyle.Primary))
          .toJSON(),
      ],
    })
  }
  if (interaction.isStringSelectMenu()) return interaction.update({ content: `strings ${interaction.values.join()}` })
  if (interaction.isUserSelectMenu()) {
    return interaction.reply(`users ${interaction.users.map(({ displayName }) => displayName).join()}`)
  }
  if (interaction.isRoleSelectMenu())
    return interaction.reply(`roles ${interaction.roles.map(({ name }) => name).join()}`)
  if (interaction.isChannelSelectMenu()) {
    return interaction.reply(
      `channels ${interaction.channels.map((channel) => ('name' in channel ? channel.name : '')).join()}`,
    )
  }
  if (interaction.isMentionableSelectMenu()) {
    return interaction.reply(`mentionables ${interaction.users.size} ${interaction.roles.size}`)
  }
  return undefined
}

function submitted(interaction: ModalSubmitInteraction): Promise<unknown> {
  const { fields } = interaction
  return interaction.reply({
    content: JSON.stringify({
      text: fields.getTextInputValue('text'),
      mode: fields.getStringSelectValues('mode'),
      speed: fields.getRadioGroup('speed'),
      extras: fields.getCheckboxGroup('extras'),
      files: fields.getUploadedFiles('files')?.map(({ name, size }) => `${name}:${size}`),
      fromMessage: interaction.isFromMessage(),
    }),
    flags: MessageFlags.Ephemeral,
  })
}

/** By whose leave the bot is there; discord.js gives the class a getter for each. */
function owners({ guildId, userId }: ChatInputCommandInteraction['authorizingIntegrationOwners']): string {
  return [...(guildId === null ? [] : ['GuildInstall']), ...(userId === null ? [] : ['UserInstall'])].join()
}
