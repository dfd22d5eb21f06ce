import {
  ApplicationCommandOptionType as Option,
  ApplicationCommandType,
  InteractionType,
  MessageType,
  type APIApplicationCommand,
  type APIUser,
} from 'discord-api-types/v10'
import type { LocalMessage, World } from '#src/page-protocol.ts'

/** A sample server with channels, people and messages, for the tests and screenshots of the page. */

const user = (id: string, username: string, name: string): APIUser => ({
  id,
  username,
  discriminator: '0',
  global_name: name,
  avatar: null,
})

export const bot: APIUser = { ...user('1000', 'duckrabbit', 'Duckrabbit'), bot: true }
export const ada = user('2001', 'ada', 'Ada')
export const ben = user('2002', 'ben', 'Ben')
export const mia = user('2003', 'mia', 'Mia')

const guild = { id: '3000', name: 'The Pond' }
export const mainChannel = '3001'
export const longChannel = '3002'
export const threadChannel = '3003'

const command = (
  part: Partial<APIApplicationCommand> & Pick<APIApplicationCommand, 'id' | 'name'>,
): APIApplicationCommand => ({
  application_id: bot.id,
  type: ApplicationCommandType.ChatInput,
  description: '',
  default_member_permissions: null,
  nsfw: false,
  version: '1',
  ...part,
})

export const commands: readonly APIApplicationCommand[] = [
  command({
    id: '4001',
    name: 'generate',
    description: 'Paint a picture from words',
    options: [
      { type: Option.String, name: 'prompt', description: 'What the picture shows', required: true, max_length: 500 },
      {
        type: Option.String,
        name: 'style',
        description: 'How it is painted',
        choices: [
          { name: 'Oil painting', value: 'oil' },
          { name: 'Watercolour', value: 'watercolour' },
          { name: 'Ink drawing', value: 'ink' },
        ],
      },
      { type: Option.Integer, name: 'steps', description: 'How many steps', min_value: 1, max_value: 100 },
      { type: Option.Boolean, name: 'private', description: 'Only you see the answer' },
      { type: Option.String, name: 'model', description: 'Which model paints', autocomplete: true },
    ],
  }),
  command({
    id: '4002',
    name: 'inpaint',
    description: 'Paint a part of a picture anew',
    options: [
      { type: Option.Attachment, name: 'picture', description: 'The picture', required: true, file_types: ['image'] },
      {
        type: Option.Attachment,
        name: 'mask',
        name_localizations: { fr: 'masque' },
        description: 'White where to paint',
        required: true,
        file_types: ['image'],
      },
      { type: Option.String, name: 'prompt', description: 'What to paint there', required: true },
    ],
  }),
  command({
    id: '4003',
    name: 'edit',
    description: 'Start from a sketch or a photograph',
    options: [
      {
        type: Option.Attachment,
        name: 'picture',
        description: 'Where to start',
        required: true,
        file_types: ['image'],
      },
      { type: Option.String, name: 'prompt', description: 'What it becomes', required: true },
      { type: Option.Number, name: 'strength', description: 'How far to go', min_value: 0, max_value: 1 },
    ],
  }),
  command({
    id: '4004',
    name: 'challenge',
    description: 'Paint against each other',
    options: [
      { type: Option.Subcommand, name: 'start', description: 'Begin a challenge' },
      { type: Option.Subcommand, name: 'vote', description: 'Choose the best entry' },
    ],
  }),
  command({ id: '4005', name: 'ping', description: 'Is anybody there?' }),
  command({ id: '4009', name: 'show', description: 'Show an entry' }),
  command({ id: '4010', name: 'recipe', description: 'How your last picture was painted' }),
  command({ id: '4006', name: 'Show recipe', type: ApplicationCommandType.Message }),
  command({ id: '4008', name: 'Show gallery', type: ApplicationCommandType.User }),
]

const dm = (person: APIUser, id: string) => ({
  id,
  name: person.username,
  kind: 'dm' as const,
  parentId: null,
  guild: null,
  personId: person.id,
})

export function world(): World {
  return {
    bot: { ...bot, status: 'online', activity: 'Painting 2 pictures' },
    people: [
      { id: ada.id, user: ada, role: null },
      { id: ben.id, user: ben, role: null },
      { id: mia.id, user: mia, role: 'moderator' },
    ],
    channels: [
      { id: mainChannel, name: 'studio', kind: 'text', parentId: null, guild, personId: null },
      { id: threadChannel, name: 'Winter anagrams', kind: 'thread', parentId: mainChannel, guild, personId: null },
      { id: longChannel, name: 'archive', kind: 'text', parentId: null, guild, personId: null },
      dm(ada, '3101'),
      dm(ben, '3102'),
      dm(mia, '3103'),
    ],
    commands,
    welcome: 'This is where it begins.',
    roles: [{ id: '5001', name: 'Painters', color: 0xe9a820 }],
  }
}

const minute = 60_000
let sequence = 0

/** A message as Discord has it, newer than all made before. */
export function message(part: Partial<LocalMessage> & { readonly author: APIUser }, minutesAgo = 0): LocalMessage {
  sequence += 1
  return {
    id: String(900_000_000 + sequence),
    channel_id: mainChannel,
    content: '',
    timestamp: new Date(Date.now() - minutesAgo * minute).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mention_roles: [],
    mentions: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: MessageType.Default,
    components: [],
    ...part,
  }
}

/** The part of a message that says which command it answers. */
export function answering(person: APIUser, name: string): Partial<LocalMessage> {
  return {
    type: MessageType.ChatInputCommand,
    interaction: { id: '1', type: InteractionType.ApplicationCommand, name, user: person },
  }
}
