import { describe, expect, test } from 'vitest'
import { reduce } from '#src/page/state/reduce.ts'
import { initialState, type PageState, type Pending } from '#src/page/state/state.ts'
import type { Action } from '#src/page/state/action.ts'
import { changeModal } from './sample-messages.ts'
import { ada, ben, longChannel, message, mainChannel, world } from './sample-world.ts'

const after = (actions: readonly Action[], from: PageState = initialState): PageState => actions.reduce(reduce, from)
const begun = after([{ type: 'world', world: world() }])
const texts = (state: PageState, channelId = mainChannel): readonly string[] =>
  state.histories[channelId]?.messages.map((one) => one.content) ?? []
const says = (content: string) => message({ author: ben, content })
const came = (one: ReturnType<typeof says>, channelId = mainChannel): Action => ({
  type: 'event',
  event: { type: 'message', channelId, message: one },
})
const pending = (part: Partial<Pending> = {}): Pending => ({
  nonce: 'n',
  channelId: mainChannel,
  kind: 'command',
  label: '/generate',
  messageId: null,
  customId: null,
  ...part,
})

const fail = (nonce: string): Action => ({
  type: 'event',
  event: { type: 'interaction-failed', nonce, reason: 'The application did not respond' },
})

describe('the world', () => {
  test('opens as the first person in the first text channel', () => {
    expect(begun).toMatchObject({ as: ada.id, channelId: mainChannel })
  })

  test('keeps person and channel when it is sent again', () => {
    const moved = after(
      [
        { type: 'act-as', as: ben.id },
        { type: 'open-channel', channelId: longChannel },
      ],
      begun,
    )
    expect(reduce(moved, { type: 'world', world: world() })).toMatchObject({ as: ben.id, channelId: longChannel })
  })

  test('leaves a deleted channel', () => {
    const moved = after([{ type: 'open-channel', channelId: longChannel }], begun)
    const { channels, ...rest } = world()
    const smaller = { ...rest, channels: channels.filter((channel) => channel.id !== longChannel) }
    expect(reduce(moved, { type: 'world', world: smaller }).channelId).toBe(mainChannel)
  })

  test('another person starts with nothing loaded, outside the DM of the previous person', () => {
    const inDm = after(
      [
        { type: 'history', channelId: mainChannel, page: 'newest', messages: [says('hello')], complete: true },
        { type: 'open-channel', channelId: '3101' },
        { type: 'sent', pending: pending() },
        { type: 'act-as', as: ben.id },
      ],
      begun,
    )
    expect(inDm).toMatchObject({ as: ben.id, channelId: mainChannel, histories: {}, pending: {} })
  })
})

describe('messages', () => {
  const [one, two, three, four] = [says('one'), says('two'), says('three'), says('four')]
  const page = (
    messages: readonly ReturnType<typeof says>[],
    kind: 'newest' | 'older',
    complete = false,
  ): Extract<Action, { type: 'history' }> => ({
    type: 'history',
    channelId: mainChannel,
    page: kind,
    messages,
    complete,
  })

  test('are inserted in order, each once', () => {
    const state = after([page([one, three], 'newest'), came(two), came(four), came(four)], begun)
    expect(texts(state)).toEqual(['one', 'two', 'three', 'four'])
  })

  test('are edited in place and deleted; an edit of one that is not loaded leaves no gap', () => {
    const edited = { ...two, content: 'TWO' }
    const edit = (what: typeof two): Action => ({
      type: 'event',
      event: { type: 'message-edited', channelId: mainChannel, message: what },
    })
    const state = after([page([two, three], 'newest'), edit(edited), edit({ ...one, content: 'ONE' })], begun)
    expect(texts(state)).toEqual(['TWO', 'three'])
    const event = { type: 'message-deleted', channelId: mainChannel, messageId: two.id } as const
    expect(texts(reduce(state, { type: 'event', event }))).toEqual(['three'])
  })

  test('older pages are prepended, without duplicates', () => {
    const state = after([page([two, three], 'newest'), page([one, two], 'older', true)], begun)
    expect(texts(state)).toEqual(['one', 'two', 'three'])
    expect(state.histories[mainChannel]?.complete).toBe(true)
  })

  test('one that arrives while the newest page is loading is kept', () => {
    const loading: Action = { type: 'history-loading', channelId: mainChannel }
    expect(texts(after([loading, came(four), page([one, two], 'newest')], begun))).toEqual(['one', 'two', 'four'])
  })

  test('after a lost connection, deleted messages are removed and older loaded ones are kept', () => {
    const loading: Action = { type: 'history-loading', channelId: mainChannel }
    const known = after([page([one, two, three], 'newest', true), loading], begun)
    const state = reduce(known, page([two, four], 'newest'))
    expect(texts(state)).toEqual(['one', 'two', 'four'])
    expect(state.histories[mainChannel]?.complete).toBe(true)
  })

  test('a gap after a lost connection discards the messages before it', () => {
    const loading: Action = { type: 'history-loading', channelId: mainChannel }
    const state = after([page([one], 'newest', true), loading, page([three, four], 'newest')], begun)
    expect(texts(state)).toEqual(['three', 'four'])
    expect(state.histories[mainChannel]?.complete).toBe(false)
  })

  test('of other channels are discarded after a lost connection', () => {
    const both = after([page([one], 'newest'), { ...page([two], 'newest'), channelId: longChannel }], begun)
    const back = after(
      [
        { type: 'connection', connection: 'lost' },
        { type: 'connection', connection: 'open' },
      ],
      both,
    )
    expect(Object.keys(back.histories)).toEqual([mainChannel])
  })

  test('in other channels count as unread until the channel is opened, and edits do not count again', () => {
    const state = after([came(one, longChannel), came(two, longChannel), came(three)], begun)
    expect(state.unread).toEqual({ [longChannel]: 2 })
    expect(reduce(state, { type: 'open-channel', channelId: longChannel }).unread).toEqual({})
  })
})

describe('interactions', () => {
  test('a command is pending until it is completed', () => {
    const sent = after([{ type: 'sent', pending: pending() }], begun)
    expect(Object.keys(sent.pending)).toEqual(['n'])
    const done = reduce(sent, { type: 'event', event: { type: 'interaction-done', nonce: 'n' } })
    expect(done).toMatchObject({ pending: {}, failures: [] })
  })

  test('a failed one leaves a notice: in the channel for a command, at the message for a component', () => {
    const pressed = pending({ nonce: 'b', kind: 'component', messageId: '7', label: 'Reroll' })
    const state = after(
      [{ type: 'sent', pending: pending() }, fail('n'), { type: 'sent', pending: pressed }, fail('b')],
      begun,
    )
    expect(state.failures.map(({ messageId, label }) => ({ messageId, label }))).toEqual([
      { messageId: null, label: '/generate' },
      { messageId: '7', label: 'Reroll' },
    ])
    expect(reduce(state, { type: 'dismiss-failure', nonce: 'n' }).failures).toHaveLength(1)
    const again = reduce(state, { type: 'sent', pending: { ...pressed, nonce: 'c' } })
    expect(again.failures.map(({ nonce }) => nonce)).toEqual(['n'])
  })

  test('a modal opens only for this page’s own interaction, stays open if its submission fails, and closes on success', () => {
    const event = { type: 'modal', nonce: 'n', modalId: 'm', modal: changeModal } as const
    expect(reduce(begun, { type: 'event', event }).modal).toBeNull()
    const asked = pending({ kind: 'component', messageId: '7', customId: 'edit' })
    const open = after(
      [
        { type: 'sent', pending: asked },
        { type: 'event', event },
      ],
      begun,
    )
    expect(open).toMatchObject({ pending: {}, modal: { modalId: 'm', messageId: '7', submission: null } })

    const submission = pending({ nonce: 's', kind: 'modal', messageId: '7' })
    const sent = reduce(open, { type: 'sent', pending: submission })
    expect(sent.modal?.submission).toBe('s')
    const failed = reduce(sent, { type: 'refused', nonce: 's', reason: 'Too large.' })
    expect(failed).toMatchObject({ failures: [], modal: { submission: null, failure: 'Too large.' } })
    const again = after(
      [
        { type: 'sent', pending: { ...submission, nonce: 't' } },
        { type: 'event', event: { type: 'interaction-done', nonce: 't' } },
      ],
      failed,
    )
    expect(again.modal).toBeNull()
  })
})
