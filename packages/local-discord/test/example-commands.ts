import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ContextMenuCommandBuilder,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
  SlashCommandBuilder,
} from 'discord.js'

const { Guild, BotDM } = InteractionContextType
const { GuildInstall, UserInstall } = ApplicationIntegrationType

/** One command for every kind of option and every place. */
export const exampleCommands: readonly RESTPostAPIApplicationCommandsJSONBody[] = [
  new SlashCommandBuilder()
    .setName('draw')
    .setDescription('Draws')
    .setContexts(Guild, BotDM)
    .setIntegrationTypes(GuildInstall, UserInstall)
    .addStringOption((option) => option.setName('prompt').setDescription('what').setRequired(true).setMaxLength(200))
    .addAttachmentOption((option) => option.setName('picture').setDescription('from'))
    .addStringOption((option) => option.setName('view').setDescription('how').setAutocomplete(true)),
  new SlashCommandBuilder()
    .setName('every')
    .setDescription('Takes everything')
    .addStringOption((option) =>
      option
        .setName('text')
        .setDescription('text')
        .addChoices({ name: 'One', value: '1' }, { name: 'Two', value: '2' }),
    )
    .addIntegerOption((option) => option.setName('whole').setDescription('whole').setMinValue(1).setMaxValue(9))
    .addNumberOption((option) => option.setName('number').setDescription('number').setMaxValue(1))
    .addBooleanOption((option) => option.setName('flag').setDescription('flag'))
    .addUserOption((option) => option.setName('user').setDescription('user'))
    .addChannelOption((option) => option.setName('channel').setDescription('channel'))
    .addRoleOption((option) => option.setName('role').setDescription('role'))
    .addMentionableOption((option) => option.setName('whoever').setDescription('whoever'))
    .addAttachmentOption((option) => option.setName('file').setDescription('file')),
  new SlashCommandBuilder()
    .setName('challenge')
    .setDescription('Challenges')
    .addSubcommand((sub) => sub.setName('list').setDescription('lists'))
    .addSubcommandGroup((group) =>
      group
        .setName('manage')
        .setDescription('manages')
        .addSubcommand((sub) =>
          sub
            .setName('start')
            .setDescription('starts')
            .addStringOption((option) => option.setName('name').setDescription('name').setRequired(true)),
        ),
    ),
  new SlashCommandBuilder().setName('menus').setDescription('Menus'),
  new SlashCommandBuilder()
    .setName('where')
    .setDescription('Where')
    .setContexts(Guild, BotDM)
    .setIntegrationTypes(GuildInstall, UserInstall),
  new SlashCommandBuilder().setName('form').setDescription('A form'),
  new SlashCommandBuilder().setName('moderate').setDescription('For few').setDefaultMemberPermissions(8192n),
  new ContextMenuCommandBuilder().setName('Read').setType(ApplicationCommandType.Message),
  new ContextMenuCommandBuilder().setName('Profile').setType(ApplicationCommandType.User),
].map((command) => command.toJSON())
