import { describe, expect, test } from 'vitest'
import type { LocalEvent, LocalInteraction, LocalMessage } from '#src/page-protocol.ts'
import type { EventStreamOptions } from '#src/page/net/event-stream.ts'
import { pageSize, type LocalApi } from '#src/page/net/local-api.ts'
import { createSession } from '#src/page/net/session.ts'
import { createStore } from '#src/page/state/store.ts'
import { ada, ben, longChannel, message, mainChannel, world } from './sample-world.ts'

/** A session whose server and stream are played by the test. */
function begin(part: Partial<LocalApi> = {}, remembered: string | null = null) {
  const store = createStore()
  const streams: EventStreamOptions[] = []
  const sent: LocalInteraction[] = []
  const asked: (readonly [channelId: string, as: string, before: string | null])[] = []
  const memory = new Map(remembered === null ? [] : [['local-discord:as', remembered]])
  let count = 0
  const api: LocalApi = {
    world: () => Promise.resolve(world()),
    messages: (...question) => {
      asked.push(question)
      return Promise.resolve([message({ author: ben, content: `in ${question[0]} for ${question[1]}` })])
    },
    interact: (interaction) => {
      sent.push(interaction)
      return Promise.resolve()
    },
    write: (_channel, _as, content) => Promise.resolve(message({ author: ada, content })),
    dismiss: () => Promise.resolve(),
    ...part,
  }
  const session = createSession({
    store,
    api,
    listen: (options) => {
      streams.push(options)
      return { close: () => undefined }
    },
    nonce: () => String((count += 1)),
    memory: { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => void memory.set(key, value) },
  })
  const tell = (event: LocalEvent): void => streams.at(-1)?.onEvent(event)
  return { store, session, streams, sent, asked, memory, tell }
}
const refuse = () => Promise.reject(new Error('The file is too large.'))
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const texts = (messages: readonly LocalMessage[] | undefined): readonly string[] =>
  (messages ?? []).map(({ content }) => content)

describe('a session', () => {
  test('starts as the previous person, connected, with the open channel loaded', async () => {
    const { store, session, streams } = begin({}, ben.id)
    await session.start()
    expect(streams.map(({ as }) => as)).toEqual([ben.id])
    expect(store.get().as).toBe(ben.id)
    expect(texts(store.get().histories[mainChannel]?.messages)).toEqual([`in ${mainChannel} for ${ben.id}`])
  })

  test('acting as another person reconnects, reloads and is remembered', async () => {
    const { store, session, streams, memory } = begin()
    await session.start()
    session.actAs(ben.id)
    await settle()
    expect(streams.at(-1)?.as).toBe(ben.id)
    expect(memory.get('local-discord:as')).toBe(ben.id)
    expect(texts(store.get().histories[mainChannel]?.messages)).toEqual([`in ${mainChannel} for ${ben.id}`])
  })

  test('a response to the previous person is not shown to the next', async () => {
    const waiting: ((messages: readonly LocalMessage[]) => void)[] = []
    const { store, session } = begin({ messages: () => new Promise((resolve) => waiting.push(resolve)) })
    void session.start()
    await settle()
    session.actAs(ben.id)
    await settle()
    waiting[0]?.([message({ author: ada, content: 'for Ada' })])
    waiting[1]?.([message({ author: ada, content: 'for Ben' })])
    await settle()
    expect(texts(store.get().histories[mainChannel]?.messages)).toEqual(['for Ben'])
  })

  test('older messages are requested before the oldest known one, and not beyond the beginning', async () => {
    const full = Array.from({ length: pageSize }, (_, index) => message({ author: ben, content: `${index}` }))
    const pages = [full, []]
    const asked: (string | null)[] = []
    const { session } = begin({
      messages: (_channel, _as, before) => {
        asked.push(before)
        return Promise.resolve(pages.shift() ?? [])
      },
    })
    await session.start()
    await session.loadOlder(mainChannel)
    await session.loadOlder(mainChannel)
    expect(asked).toEqual([null, full[0]?.id])
  })

  test('only the latest autocomplete request is used; a failed one has no choices', async () => {
    const { session, sent, tell } = begin()
    await session.start()
    const ask = () => session.autocomplete('4001', [], 'model')
    const [first, second] = [ask(), ask()]
    const nonces = sent.map(({ nonce }) => nonce)
    const choices = [{ name: 'duckling', value: 'duckling' }]
    tell({ type: 'choices', nonce: nonces[0] ?? '', choices: [] })
    tell({ type: 'choices', nonce: nonces[1] ?? '', choices })
    expect(await first).toBeNull()
    expect(await second).toEqual(choices)
    const third = ask()
    tell({ type: 'interaction-failed', nonce: sent.at(-1)?.nonce ?? '', reason: 'No answer' })
    expect(await third).toBeNull()
  })

  test('a subcommand without options is named', async () => {
    const { session, sent } = begin()
    await session.start()
    const call = { commandId: '4001', label: '/challenge list', path: ['list'], options: [], files: [] }
    await session.runCommand(call)
    expect(sent.at(-1)).toMatchObject({ kind: 'command', path: ['list'], options: [] })
  })

  test('a refusal of the server is shown, not thrown', async () => {
    const { store, session } = begin({ interact: refuse, write: refuse })
    await session.start()
    await session.runCommand({ commandId: '4001', label: '/generate', options: [], files: [] })
    expect(store.get().failures).toMatchObject([{ label: '/generate', reason: 'The file is too large.' }])
    expect(await session.write('hello', [])).toBe(false)
    expect(store.get().toasts.at(-1)?.text).toBe('The file is too large.')
  })

  test('after a lost connection everything is loaded again', async () => {
    const { store, session, streams, asked } = begin()
    await session.start()
    streams[0]?.onStatus('lost')
    expect(store.get().connection).toBe('lost')
    streams[0]?.onStatus('open')
    await settle()
    expect(asked.map(([channel]) => channel)).toEqual([mainChannel, mainChannel])
    session.openChannel(longChannel)
    await settle()
    expect(asked.at(-1)?.[0]).toBe(longChannel)
  })
})
