import { MessageFlags } from 'discord.js'
import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { LocalEvent, LocalMessage, World } from '#src/page-protocol.ts'
import { call, multipart, useExampleBot } from './use-example-bot.ts'

const begin = useExampleBot()
const bytes = (text: string) => new Uint8Array(new TextEncoder().encode(text))

async function page() {
  const { discord, bot } = await begin({ page: true })
  const base = discord.local.apiUrl.replace(/\/api$/, '')
  const [ada, ben] = [discord.person('Ada').id, discord.person('Ben').id]
  const listen = async (as: string) => {
    const events: LocalEvent[] = []
    const socket = new WebSocket(`${base.replace('http', 'ws')}/local/events?as=${as}`)
    // oxlint-disable-next-line typescript/no-base-to-string -- ws gives a Buffer
    socket.on('message', (raw) => events.push(JSON.parse(raw.toString()) as LocalEvent))
    await new Promise((resolve) => socket.once('open', resolve))
    return {
      events,
      close: () => socket.terminate(),
      has: (type: LocalEvent['type']) =>
        vi.waitFor(() => {
          const found = events.find((event) => event.type === type)
          if (found === undefined) throw new Error(`no ${type} among ${events.map((event) => event.type).join()}`)
          return found
        }, 10_000),
    }
  }
  const world = async () => (await (await fetch(`${base}/local/world`)).json()) as World
  const interact = (interaction: object, files: Parameters<typeof multipart>[1] = []) =>
    fetch(`${base}/local/interactions`, { method: 'POST', body: multipart(interaction, files) })
  const read = async (as: string, more = '') => {
    const response = await fetch(`${base}/local/channels/${discord.channel('#general').id}/messages?as=${as}${more}`)
    return (await response.json()) as LocalMessage[]
  }
  return { discord, bot, base, ada, ben, listen, world, interact, read }
}

test("a person runs a command with a file through the page's routes", async () => {
  const { discord, ada, ben, listen, world, interact, read } = await page()
  const [hers, his] = [await listen(ada), await listen(ben)]
  const { commands, people, channels, roles } = await world()
  expect(people.map(({ user }) => user.global_name)).toEqual(['Ada', 'Ben', 'Chidi'])
  expect(channels.map(({ name, kind }) => `${kind} ${name}`)).toContain('text general')
  expect(roles?.map(({ name }) => name)).toContain('moderator')
  const response = await interact(
    {
      as: ada,
      channelId: discord.channel('#general').id,
      nonce: 'n1',
      kind: 'command',
      commandId: commands.find(({ name }) => name === 'draw')?.id,
      options: [
        { name: 'prompt', value: 'a duck' },
        { name: 'picture', value: '0' },
      ],
    },
    [{ name: 'in.png', bytes: bytes('abc') }],
  )
  expect(response.status).toBe(202)
  expect(await hers.has('interaction-done')).toMatchObject({ nonce: 'n1' })
  const edited = await his.has('message-edited')
  expect(edited).toMatchObject({ message: { interaction_metadata: { user: { username: 'ada' } } } })
  expect(his.events.some(({ type }) => type === 'interaction-done')).toBe(false)
  expect(await read(ben)).toHaveLength(1)
  hers.close()
  his.close()
})

test('impossible requests are refused with a sentence', async () => {
  const { discord, ada, interact, base } = await page()
  const common = { as: ada, channelId: discord.channel('#general').id, nonce: 'n' }
  const refused = await interact({ ...common, kind: 'command', commandId: '5', options: [] })
  expect([refused.status, await refused.json()]).toEqual([400, { message: 'There is no such command here.' }])
  expect((await interact({ ...common, kind: 'dance' })).status).toBe(400)
  expect((await interact({ ...common, kind: 'modal', modalId: '5', fields: [] })).status).toBe(400)
  expect((await fetch(`${base}/local/nothing`)).status).toBe(404)
  expect((await fetch(`${base}/local/channels/5/messages?as=${ada}`)).status).toBe(400)
})

test('a person writes, reads the history in pages, and others receive the event', async () => {
  const { discord, ada, ben, base, listen, read } = await page()
  const his = await listen(ben)
  const path = `${base}/local/channels/${discord.channel('#general').id}/messages`
  const write = async (content: string) => {
    const response = await fetch(path, {
      method: 'POST',
      body: multipart({ as: ada, content }, [{ name: 'a.txt', bytes: bytes('x') }]),
    })
    return (await response.json()) as LocalMessage
  }
  const first = await write('one')
  const second = await write('two')
  expect(first).toMatchObject({ content: 'one', attachments: [{ filename: 'a.txt' }] })
  expect(await his.has('message')).toMatchObject({ message: { content: 'one' } })
  expect((await read(ben)).map(({ content }) => content)).toEqual(['one', 'two'])
  expect((await read(ben, `&before=${second.id}`)).map(({ content }) => content)).toEqual(['one'])
  expect((await read(ben, '&limit=1')).map(({ content }) => content)).toEqual(['two'])
  his.close()
})

test('an ephemeral message can be dismissed only by its person, without an event for the bot', async () => {
  const { discord, bot, ada, ben, base, read } = await page()
  bot.handle(async (interaction) => {
    if (!interaction.isRepliable()) return
    await interaction.reply({ content: 'psst', flags: MessageFlags.Ephemeral })
  })
  const reply = await discord.person('Ada').slash('/where')
  const { id } = reply.message
  expect(await read(ben)).toEqual([])
  const dismiss = (as: string) => fetch(`${base}/local/messages/${id}?as=${as}`, { method: 'DELETE' })
  expect((await dismiss(ben)).status).toBe(404)
  expect((await dismiss(ada)).status).toBe(204)
  expect(await read(ada)).toEqual([])
  const [{ path } = { path: '' }] = discord.requests('POST /callback')
  const token = path.split('/')[3]
  const original = `/webhooks/${discord.applicationId}/${token}/messages/@original`
  expect(await call(discord, 'PATCH', original, { content: 'x' }, { authorization: null })).toMatchObject({
    status: 200,
  })
  expect(await read(ada)).toEqual([])
})
