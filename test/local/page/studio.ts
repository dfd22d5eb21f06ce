import sharp from 'sharp'
import {
  ApplicationCommandOptionType as Option,
  ApplicationCommandType,
  ButtonStyle,
  ComponentType,
  InteractionType,
  MessageType,
  SeparatorSpacingSize,
  TextInputStyle,
  type APIApplicationCommand,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  type APIUser,
} from 'discord-api-types/v10'
import type { LocalMessage, World } from '#src/local/page-protocol.ts'

/** A studio with some life in it: the canned world that the page's tests and pictures are made of. */

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
export const studioChannel = '3001'
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
      { id: studioChannel, name: 'studio', kind: 'text', parentId: null, guild, personId: null },
      { id: threadChannel, name: 'Winter anagrams', kind: 'thread', parentId: studioChannel, guild, personId: null },
      { id: longChannel, name: 'archive', kind: 'text', parentId: null, guild, personId: null },
      dm(ada, '3101'),
      dm(ben, '3102'),
      dm(mia, '3103'),
    ],
    commands,
    roles: [{ id: '5001', name: 'Painters', color: 0xe9a820 }],
  }
}

/** Little scenes to stand where results would: each a duck on its water, seen in another light. */
export async function drawPictures(): Promise<ReadonlyMap<string, Uint8Array>> {
  const scenes: readonly (readonly [sky: string, water: string, sun: string, duck: string])[] = [
    ['#f6c98c', '#3f7f93', '#ef6f3c', '#3a2a1c'],
    ['#9fc9e8', '#3c6fa8', '#fff3b0', '#7a4a1f'],
    ['#2b2f56', '#1c2340', '#f4f1de', '#c9c3e6'],
    ['#e9dfc8', '#8fa18a', '#c8553d', '#4b4a3c'],
  ]
  const pictures = new Map<string, Uint8Array>()
  for (const [index, [sky, water, sun, duck]] of scenes.entries()) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512">
      <rect width="512" height="512" fill="${sky}"/><circle cx="${150 + index * 70}" cy="150" r="56" fill="${sun}"/>
      <path d="M0 340c90-24 160 20 256 0s170-22 256 0v172H0z" fill="${water}"/>
      <path d="M130 330c-10 60 60 90 140 90 90 0 140-40 150-100 4-22-14-30-28-16-26 26-60 26-90 14-8-60 20-70 14-116-5-38-36-58-68-56-34 2-58 28-58 60l-52 14c-12 4-8 18 4 18l54 2c8 40-46 54-66 90z" fill="${duck}"/>
      <circle cx="236" cy="196" r="8" fill="${sky}"/>
      <path d="M60 400q40-14 80 0M300 450q50-16 100 0M120 470q30-10 60 0" stroke="${sky}" stroke-opacity=".5" fill="none" stroke-width="6"/>
    </svg>`
    pictures.set(`duck-${index + 1}.png`, await sharp(Buffer.from(svg)).png().toBuffer())
  }
  return pictures
}

const minute = 60_000
let sequence = 0

/** A message as Discord has it, newer than all made before. */
export function message(part: Partial<LocalMessage> & { readonly author: APIUser }, minutesAgo = 0): LocalMessage {
  sequence += 1
  return {
    id: String(900_000_000 + sequence),
    channel_id: studioChannel,
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

const picture = (index: number, description: string) => ({
  media: { url: `attachment://duck-${index}.png` },
  description,
})

function button(
  id: string,
  label: string,
  style: ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Success | ButtonStyle.Danger,
  emoji?: string,
) {
  return {
    type: ComponentType.Button as const,
    custom_id: id,
    label,
    style,
    ...(emoji === undefined ? {} : { emoji: { name: emoji } }),
  }
}

/** What answers /generate: four pictures with what can be done with them. Needs duck-1.png to duck-4.png. */
export const result: readonly APIMessageTopLevelComponent[] = [
  {
    type: ComponentType.Container,
    accent_color: 0xe9a820,
    components: [
      { type: ComponentType.TextDisplay, content: '### A duck on still water, four lights of day' },
      {
        type: ComponentType.MediaGallery,
        items: [
          picture(1, 'A dark duck before a low orange sun'),
          picture(2, 'A brown duck on a bright blue morning'),
          picture(3, 'A pale duck under the moon'),
          picture(4, 'A duck in the muted colours of an old print'),
        ],
      },
      { type: ComponentType.TextDisplay, content: '-# seed `20814` · 50 steps · guidance 7 · 2.4 s a step' },
      { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small },
      {
        type: ComponentType.ActionRow,
        components: [
          button('reroll', 'Reroll', ButtonStyle.Primary, '🎲'),
          button('upscale', 'Upscale', ButtonStyle.Secondary, '🔍'),
          button('edit', 'Change…', ButtonStyle.Secondary, '✏️'),
          button('keep', 'Keep', ButtonStyle.Success),
          button('delete', 'Delete', ButtonStyle.Danger),
        ],
      },
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: 'style',
            placeholder: 'Paint it again as …',
            options: [
              { label: 'Oil painting', value: 'oil', description: 'Thick and bright' },
              { label: 'Watercolour', value: 'water', description: 'Thin and pale', emoji: { name: '💧' } },
              { label: 'Ink drawing', value: 'ink' },
            ],
          },
        ],
      },
    ],
  },
]

/** What answers /show: a section with a hidden thumbnail, one with a link, a file. Needs duck-3.png and recipe.json. */
export const entry: readonly APIMessageTopLevelComponent[] = [
  {
    type: ComponentType.Container,
    accent_color: 0x3f7f93,
    components: [
      {
        type: ComponentType.Section,
        components: [
          { type: ComponentType.TextDisplay, content: '**Entry 3 of 7**' },
          { type: ComponentType.TextDisplay, content: 'Voting ends <t:1900000000:R>.' },
        ],
        accessory: { type: ComponentType.Thumbnail, ...picture(3, 'A pale duck under the moon'), spoiler: true },
      },
      {
        type: ComponentType.Section,
        components: [{ type: ComponentType.TextDisplay, content: 'The model it was painted with' }],
        accessory: {
          type: ComponentType.Button,
          style: ButtonStyle.Link,
          label: 'Model card',
          url: 'https://example.com/',
        },
      },
      { type: ComponentType.File, file: { url: 'attachment://recipe.json' } },
    ],
  },
]

export const recipe =
  'Your last picture: `steps 50`, `seed 20814`.\n> A duck on still water\n- saved to your gallery\n- not shared'

/** A modal with every kind of field but the selects of Discord's own things. */
export const changeModal: APIModalInteractionResponseCallbackData = {
  custom_id: 'change',
  title: 'Change the picture',
  components: [
    { type: ComponentType.TextDisplay, content: 'What you leave as it is **stays** as it is.' },
    {
      type: ComponentType.Label,
      label: 'Prompt',
      description: 'What the picture shows',
      component: {
        type: ComponentType.TextInput,
        custom_id: 'prompt',
        style: TextInputStyle.Paragraph,
        min_length: 5,
        max_length: 300,
      },
    },
    {
      type: ComponentType.Label,
      label: 'Style',
      component: {
        type: ComponentType.RadioGroup,
        custom_id: 'style',
        options: [
          { value: 'oil', label: 'Oil painting', description: 'Thick and bright' },
          { value: 'ink', label: 'Ink drawing' },
        ],
      },
    },
    {
      type: ComponentType.Label,
      label: 'Mask',
      description: 'White where to paint anew',
      component: { type: ComponentType.FileUpload, custom_id: 'mask', required: false, file_types: ['image'] },
    },
    {
      type: ComponentType.Label,
      label: 'Keep the seed',
      component: { type: ComponentType.Checkbox, custom_id: 'seed', default: true },
    },
  ],
}
