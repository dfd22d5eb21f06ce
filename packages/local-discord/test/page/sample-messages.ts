import {
  ButtonStyle,
  ComponentType,
  SeparatorSpacingSize,
  TextInputStyle,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10'

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
