import { ButtonStyle, ComponentType } from 'discord-api-types/v10'
import { expect, test } from 'vitest'
import { announcement } from '#src/page/channel/announcement.ts'
import type { LocalMessage } from '#src/page-protocol.ts'
import { ada, bot, message } from './sample-world.ts'

const button = (customId: string, label: string) => ({
  type: ComponentType.ActionRow as const,
  components: [
    { type: ComponentType.Button as const, style: ButtonStyle.Secondary as const, custom_id: customId, label },
  ],
})
const text = (content: string) => ({ type: ComponentType.TextDisplay as const, content })
const gallery = (...urls: string[]) => ({
  type: ComponentType.MediaGallery as const,
  items: urls.map((url) => ({ media: { url } })),
})

const earlier = message({ author: ada, content: 'Hello' })
const card = message({ author: bot, components: [text('Step 1 of 20'), button('cancel', 'Cancel')] })
const later = message({ author: ada, content: 'How is it going?' })
const edited = (components: NonNullable<LocalMessage['components']>): LocalMessage => ({ ...card, components })

test('a finished picture is announced even if it is not the last message', () => {
  const done = edited([text('A duck'), gallery('http://x/a.png'), button('again', 'Again')])
  expect(announcement([earlier, card, later], [earlier, done, later])).toBe('Duckrabbit: 1 picture. A duck')
})

test('a job that ends without a picture is announced too', () => {
  const failed = edited([text('It could not be painted.'), button('retry', 'Try again')])
  expect(announcement([card, later], [failed, later])).toBe('Duckrabbit: It could not be painted.')
})

test('progress is not announced', () => {
  const progress = edited([text('Step 2 of 20'), button('cancel', 'Cancel')])
  expect(announcement([card, later], [progress, later])).toBeNull()
})

test('new messages are announced, but not older ones that are loaded', () => {
  expect(announcement([earlier], [earlier, later])).toBe('Ada: How is it going?')
  expect(announcement([later], [earlier, later])).toBeNull()
  expect(announcement([], [earlier])).toBeNull()
})

test('a deferred reply is announced when it appears and when it is edited', () => {
  const thinking: LocalMessage = { ...message({ author: bot }), loading: true }
  expect(announcement([later], [later, thinking])).toBe('Duckrabbit is thinking')
  const filled = { ...thinking, loading: false, content: 'Done.' }
  expect(announcement([later, thinking], [later, filled])).toBe('Duckrabbit: Done.')
})
