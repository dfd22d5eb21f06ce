import { describe, expect, test } from 'vitest'
import { InteractionType, MessageFlags, MessageType } from 'discord-api-types/v10'
import { messageSummary, messageText } from '#src/page/channel/message-text.ts'
import { commandOf, toRows } from '#src/page/channel/message-rows.ts'
import { galleryLayout } from '#src/page/gallery/gallery-layout.ts'
import { picturesOfMessage } from '#src/page/gallery/picture.ts'
import { formatSize } from '#src/page/display/format-size.ts'
import { place } from '#src/page/menu/floating-position.ts'
import { groupChannels } from '#src/page/state/channels.ts'
import { result, entry } from './sample-messages.ts'
import { ada, answering, ben, bot, message, world } from './sample-world.ts'

describe('rows', () => {
  const noon = new Date(2026, 5, 15, 12)
  const at = (minutes: number) => ({ timestamp: new Date(noon.getTime() + minutes * 60_000).toISOString() })

  test('one author’s messages are grouped for seven minutes, but not across a command response', () => {
    const rows = toRows([
      message({ author: ada, ...at(0) }),
      message({ author: ada, ...at(3) }),
      message({ author: ada, ...at(12) }),
      message({ author: bot, ...at(13) }),
      message({ author: bot, ...answering(ben, 'generate'), ...at(14) }),
      message({ author: bot, flags: MessageFlags.Ephemeral, ...at(15) }),
    ])
    expect(rows.map(({ compact }) => compact)).toEqual([false, true, false, false, false, false])
  })

  test('each day begins with a divider', () => {
    const rows = toRows([
      message({ author: ada, ...at(0) }),
      message({ author: ada, ...at(1) }),
      message({ author: ada, ...at(24 * 60) }),
    ])
    expect(rows.map(({ newDay }) => newDay)).toEqual([true, false, true])
  })

  test('a response shows who used which command', () => {
    expect(commandOf(message({ author: bot, ...answering(ada, 'generate') }))).toEqual({ user: ada, name: '/generate' })
    const invocation = message({ author: bot, type: MessageType.ChatInputCommand, commandName: 'challenge start' })
    const interaction_metadata = {
      id: '1',
      type: InteractionType.ApplicationCommand,
      user: ada,
      authorizing_integration_owners: {},
    } as const
    expect(commandOf({ ...invocation, interaction_metadata })).toEqual({ user: ada, name: '/challenge start' })
    const began = { ...interaction_metadata, target_message_id: '2' } as const
    const described = message({ author: bot, type: MessageType.ContextMenuCommand, commandName: 'Describe' })
    expect(commandOf({ ...described, interaction_metadata: began })).toEqual({ user: ada, name: 'Describe' })
    const form = {
      ...interaction_metadata,
      type: InteractionType.ModalSubmit,
      triggering_interaction_metadata: began,
    } as const
    const through = message({ author: bot, type: MessageType.Reply, commandName: 'Describe' })
    expect(commandOf({ ...through, interaction_metadata: form })).toEqual({ user: ada, name: 'Describe' })
    expect(commandOf(message({ author: bot }))).toBeNull()
  })
})

test('a message’s text is complete; its summary hides spoilers and markup', () => {
  const answer = message({ author: bot, components: [...result] })
  expect(messageText(answer)).toContain('### A duck on still water, four lights of day\n-# seed')
  const spoiler = message({ author: ada, content: '**Only** with anagrams. ||The rabbit!||' })
  expect(messageSummary(spoiler)).toBe('Only with anagrams. spoiler')
  const linked = message({ author: bot, content: 'Made from https://discord.com/channels/1/2/3' })
  expect(messageSummary(linked)).toBe('Made from a message')
  const mentions = message({ author: bot, content: '<@1> won <@&2> in <#3>' })
  expect(messageSummary(mentions)).toBe('someone won a role in a channel')
})

test('the pictures of a message are in order, each once', () => {
  const answer = message({ author: bot, components: [...result, ...entry] })
  expect(picturesOfMessage(answer).map(({ name }) => name)).toEqual([1, 2, 3, 4].map((n) => `duck-${n}.png`))
})

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('a galleryLayout of %d fills its six columns', (count) => {
  const cells = galleryLayout(count)
  expect(cells).toHaveLength(count)
  expect(cells.reduce((sum, { columns, rows }) => sum + columns * rows, 0) % 6).toBe(0)
})

describe('floating', () => {
  const viewport = { width: 400, height: 600 }
  const size = { width: 200, height: 150 }

  test('is on the preferred side if it fits, and else on the other', () => {
    const low = { left: 20, right: 80, top: 550, bottom: 580 }
    expect(place(low, size, viewport, 'below', 'start')).toMatchObject({ left: 20, top: 550 - 4 - 150 })
    const high = { left: 20, right: 80, top: 10, bottom: 40 }
    expect(place(high, size, viewport, 'above', 'start')).toMatchObject({ left: 20, top: 44 })
  })

  test('never leaves the view, and shrinks if neither side has room', () => {
    const right = { left: 380, right: 395, top: 300, bottom: 320 }
    expect(place(right, size, viewport, 'below', 'start').left).toBe(192)
    const tall = place(right, { width: 200, height: 900 }, viewport, 'below', 'end')
    expect(tall.top).toBeGreaterThanOrEqual(8)
    expect(tall.maxHeight).toBe(288)
  })
})

test('channels are listed under their guild, threads under their channel, and only the person’s own DM', () => {
  const groups = groupChannels(world(), ben.id).map(({ title, channels }) => [title, channels.map(({ name }) => name)])
  expect(groups).toEqual([
    ['The Pond', ['studio', 'Winter anagrams', 'archive']],
    ['Direct messages', ['ben']],
  ])
})

test.each([
  [840, '840 B'],
  [12_400, '12.4 kB'],
  [1_000_000, '1 MB'],
  [999_999, '1 MB'],
])('%d bytes are %s', (bytes, expected) => {
  expect(formatSize(bytes)).toBe(expected)
})
