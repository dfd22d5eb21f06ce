import { deflateSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { file, type Options, type Reply, type TestDiscord } from 'local-discord/testing'
import { startBotProcess } from './bot-control.ts'
import { addCrowd } from './crowd.ts'
import { checkData } from './data-check.ts'
import { fileOfChunks } from '#src/image/png-chunks.ts'
import { acknowledgement, finding, megabytes, settled } from './measure.ts'
import { mutate } from './mutate.ts'
import { openEnvironment, type Part } from './part.ts'
import type { Random } from './random.ts'

/** The maximum memory of bot and image worker together while they read hostile files, in bytes. */
const memoryLimit = 1.5e9

/** Files and options that are made to break the bot, and request bodies that are made to break the local server. */
export const hostile: Part = {
  describe: ({ files }) =>
    `${files} hostile files and options (mutated PNG, JPEG, WebP, GIF, AVIF and TIFF, bombs, odd texts), ${files} request bodies against the local server`,
  async run({ files, random, print }) {
    const { discord, dataDir, logFile } = await openEnvironment()
    const crowd = addCrowd(discord, { people: 60, servers: 3 })
    const bot = await startBotProcess({ discord, dataDir, logFile })
    const [seeds, bombs] = [await exampleFiles(), hostileFiles()]
    let answered = 0
    let largest = 0
    let deaths = 0
    let { imageWorker, engine } = await bot.stats()
    const silent: string[] = []
    for (let index = 0; index < files; index += 1) {
      const { person, channel } = crowd[index % crowd.length] ?? random.pick(crowd)
      const [name, bytes] = index % 10 === 0 ? random.pick(bombs) : mutatedOne(seeds, random)
      const [command, options] = hostileCommand(random, file(name, bytes))
      const reply = tryStart(() => person.in(channel).start(command, options))
      if (reply === undefined) continue
      const time = await acknowledgement(reply, performance.now())
      const said = time !== null && (await saysSomething(reply))
      if (said) answered += 1
      else silent.push(`${command} ${name}`)
      if (index % 10 !== 9) continue
      const stats = await bot.stats()
      largest = Math.max(largest, stats.rss + residentOf(stats.imageWorker))
      // The supervisor may kill an image worker that takes too long. The bot must survive.
      if (stats.imageWorker !== imageWorker || stats.engine !== engine) deaths += 1
      ;({ imageWorker, engine } = stats)
    }
    const isSettled = await settled(bot, 120)
    const isRunning = bot.isRunning
    const bodies = await throwAtServer(discord, files, random)
    await bot.stop()
    const { findings } = await checkData(dataDir)
    if (silent.length > 0) print(`without an answer: ${silent.join('; ')}`)
    const { defects } = discord
    await discord.stop()
    return [
      finding(
        'each gets a sentence or a picture',
        silent.length === 0 && isSettled,
        `${answered} answered, ${silent.length} silent`,
      ),
      finding('the bot does not crash', isRunning, `engine or image worker was replaced ${deaths} times`),
      finding(`bot and image worker stay below ${megabytes(memoryLimit)}`, largest < memoryLimit, megabytes(largest)),
      finding(
        'the local server refuses every request body',
        bodies.odd.length + defects.length === 0,
        `${bodies.sent} bodies, ${bodies.odd.length} answered with 5xx, ${defects.length} defects`,
      ),
      ...findings,
    ]
  },
}

type Named = readonly [name: string, bytes: Uint8Array]

async function exampleFiles(): Promise<readonly Named[]> {
  const noise = Buffer.from(Array.from({ length: 48 * 48 * 3 }, (_, index) => (index * 97) % 256))
  const image = sharp(noise, { raw: { width: 48, height: 48, channels: 3 } })
  return [
    ['a.png', await image.clone().png().toBuffer()],
    ['a.jpg', await image.clone().jpeg().toBuffer()],
    ['a.webp', await image.clone().webp().toBuffer()],
    ['a.gif', await image.clone().gif().toBuffer()],
    ['a.tiff', await image.clone().tiff().toBuffer()],
    ['a.avif', await image.clone().avif({ effort: 0 }).toBuffer()],
  ]
}

function mutatedOne(seeds: readonly Named[], random: Random): Named {
  const [name, bytes] = random.pick(seeds)
  return [name, mutate(bytes, random)]
}

/** Small files that become large ones. */
function hostileFiles(): readonly Named[] {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"><rect width="100%" height="100%"/></svg>`
  const entities = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "${'x'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]><svg xmlns="http://www.w3.org/2000/svg"><text>${'&c;'.repeat(1000)}</text></svg>`
  return [
    ['bomb.png', pngOf(30_000, 30_000, deflateSync(new Uint8Array(2e7)))],
    ['text.png', pngOf(64, 64, deflateSync(new Uint8Array(64 * 65 * 4)), deflateSync(new Uint8Array(2e7)))],
    ['wide.png', pngOf(65_500, 1, deflateSync(new Uint8Array(65_501 * 4)))],
    ['zip.png', Buffer.concat([Buffer.from('PK\u0003\u0004'), deflateSync(new Uint8Array(1e7))])],
    ['large.svg', Buffer.from(svg)],
    ['entities.svg', Buffer.from(entities)],
    ['empty.png', new Uint8Array([0])],
  ]
}

function pngOf(width: number, height: number, data: Uint8Array, text?: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return fileOfChunks([
    { type: 'IHDR', data: header },
    ...(text === undefined ? [] : [{ type: 'zTXt', data: Buffer.concat([Buffer.from('duckrabbit\0\0'), text]) }]),
    { type: 'IDAT', data },
    { type: 'IEND', data: new Uint8Array() },
  ])
}

const texts = [
  '@everyone <@&1> <@1> `code` [link](https://example.org) ||spoiler||',
  '\u202e\u0000\ufffd\ud83d',
  'a'.repeat(900),
  '🦆'.repeat(200),
  '${process.exit()} {{7*7}} %s %n ../../etc/passwd',
  '(((((((((((((((((((a:1.5)',
  ' ',
] as const

function hostileCommand(random: Random, picture: Options[string]): readonly [string, Options] {
  const prompt = random.chance(0.5) ? random.pick(texts) : 'a fox'
  return random.pick<readonly [string, Options]>([
    ['/edit', { prompt, picture }],
    ['/denoise', { picture }],
    ['/upscale', { picture }],
    ['/inpaint', { prompt, picture, region: 'top' }],
    ['/inpaint', { prompt, picture, mask: picture }],
    ['/generate', { prompt }],
    ['/show', { id: random.pick(texts).slice(0, 40) }],
  ])
}

/** Undefined where Discord itself refuses the options. */
function tryStart(start: () => Reply): Reply | undefined {
  try {
    return start()
  } catch {
    return undefined
  }
}

async function saysSomething(reply: Reply): Promise<boolean> {
  try {
    if (reply.messages.length === 0) return reply.modal !== undefined
    await reply.until(({ loading, text }) => !loading && text !== '')
    return true
  } catch {
    return false
  }
}

function residentOf(pid: number | null): number {
  if (pid === null) return 0
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

/** Sends mutated JSON to the addresses of the API and of the page. */
async function throwAtServer(discord: TestDiscord, count: number, random: Random) {
  const origin = new URL(discord.apiUrl).origin
  const channel = discord.channel('#pictures').id
  const paths = [
    '/api/v10/interactions/1/a/callback',
    `/api/v10/webhooks/${discord.applicationId}/a/messages/@original`,
    `/api/v10/channels/${channel}/messages`,
    `/api/v10/applications/${discord.applicationId}/commands`,
    '/local/interactions',
    `/local/channels/${channel}/messages`,
  ] as const
  const examples = [
    { type: 4, data: { content: 'a', components: [{ type: 17, components: [] }], flags: 32_768 } },
    { kind: 'component', as: '1', channelId: channel, nonce: '1', messageId: '1', customId: 'a', values: [] },
    [{ name: 'a', description: 'b', options: [{ type: 3, name: 'c', description: 'd' }] }],
    { content: 'x', attachments: [{ id: 0, filename: '../../x' }], allowed_mentions: { parse: ['everyone'] } },
  ] as const
  const odd: string[] = []
  for (let index = 0; index < count; index += 1) {
    const body = mutate(Buffer.from(JSON.stringify(random.pick(examples))), random)
    const path = random.pick(paths)
    const type = random.pick(['application/json', 'multipart/form-data; boundary=x', 'text/plain'])
    const response = await fetch(`${origin}${path}`, {
      method: random.pick(['POST', 'PATCH', 'PUT']),
      headers: { 'content-type': type, authorization: `Bot ${discord.token}` },
      body: Buffer.from(body),
    })
    if (response.status >= 500) odd.push(`${path} ${response.status}`)
  }
  return { sent: count, odd }
}
