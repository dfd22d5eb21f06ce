import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Reply, TestDiscord, TestMessage, TestPerson } from 'local-discord/testing'
import { startBotProcess } from './bot-control.ts'
import { addCrowd } from './crowd.ts'
import { checkData } from './data-check.ts'
import { finding, settled } from './measure.ts'
import { openEnvironment, type Part } from './part.ts'

const count = 50

/** Custom ids that the bot never made, other people's buttons, repeated presses, prompts with mentions, and pages from elsewhere. */
export const forged: Part = {
  describe: () =>
    `${count} forged custom ids, other people’s buttons, replayed presses, mentions and links in prompts, foreign pages`,
  async run({ random, print }) {
    const { discord, dataDir, logFile } = await openEnvironment()
    const crowd = addCrowd(discord, { people: 6, servers: 1 })
    const bot = await startBotProcess({ discord, dataDir, logFile })
    const [owner, other] = crowd
    if (owner === undefined || other === undefined) throw new Error('There is nobody')
    const prompt = 'a fox @everyone <@&101> <@11> [a](https://example.org) `x` **b** ||c||'
    const reply = await owner.person
      .in(owner.channel)
      .slash('/generate', { prompt: 'a secret', size: 64, private: true })
    const own = await reply.until(({ buttons }) => buttons.includes('Again'))
    const open = await (
      await owner.person.in(owner.channel).slash('/generate', { prompt, size: 64 })
    ).until(({ buttons }) => buttons.includes('Again'))
    const pinged = open.raw.mentions.length + open.raw.mention_roles.length + (open.raw.mention_everyone ? 1 : 0)
    const jobOf = (message: TestMessage): string => message.controls[0]?.customId.split(':')[1] ?? ''
    const privateJob = jobOf(own)

    let withoutAnswer = 0
    let revealed = 0
    for (let index = 0; index < count; index += 1) {
      const id = forgedId(
        random.pick(['reroll', 'show', 'details', 'delete', 'cancel', 'vary', 'pick', 'x', '', '__proto__']),
        privateJob,
        index,
      )
      const pressed = await pressForged(discord, other.person, open, id)
      if (pressed.failure !== null) withoutAnswer += 1
      const answers = pressed.messages.filter(({ id: message }) => message !== open.id)
      // Nobody but its owner may bring a private picture into a channel.
      if (id.includes(privateJob) && answers.some(({ text }) => text.includes('a secret'))) {
        revealed += 1
        print(`revealed by ${id}: ${answers.map(({ text }) => text).join(' ')}`)
      }
    }
    await sleep(1_000)
    const isSettled = await settled(bot, 60)
    const stillThere = open.now() !== null

    // The same press again, as a replay would be.
    const answers = (): number => discord.requests('POST /interactions').length
    const before = answers()
    await Promise.all([open.press('Again'), open.press('Again'), open.press('Again')])
    await sleep(1_000)
    await settled(bot, 60)
    const presses = answers() - before
    const foreignRequests = await foreignPages(discord.apiUrl)
    const isRunning = bot.isRunning
    await bot.stop()
    const { findings } = await checkData(dataDir)
    await discord.stop()
    return [
      finding(
        'each forged press is answered',
        withoutAnswer === 0 && isRunning && isSettled,
        `${count} pressed, ${withoutAnswer} without an answer`,
      ),
      finding('no private picture is revealed', revealed === 0, `${revealed} revealed`),
      finding('nobody else can delete a result', stillThere, stillThere ? 'the result is still there' : 'deleted'),
      finding('a prompt mentions nobody', pinged === 0, `${pinged} mentions`),
      finding(
        'other origins and names are refused',
        foreignRequests.every(({ status }) => status === 403),
        foreignRequests.map(({ what, status }) => `${what}: ${status}`).join(', '),
      ),
      finding('presses at the same moment are answered', presses === 3, `${presses} answers to 3`),
      ...findings,
    ]
  },
}

const forgedId = (action: string, job: string, index: number): string =>
  [
    `${action}:${job}`,
    `${action}:${job}:999999`,
    `${action}!:${job}`,
    `${action}:${'z'.repeat(60)}`,
    `${action}:../../${job}`,
  ][index % 5] ?? action

/** Puts a custom id under a message that the bot did not put there, and presses it. */
async function pressForged(discord: TestDiscord, person: TestPerson, message: TestMessage, id: string): Promise<Reply> {
  const stored = discord.local.context.world.messages.get(message.channelId)?.get(message.id)
  if (stored === undefined) throw new Error('The message is gone')
  const before = stored.components
  const text = JSON.stringify(before).replace(/"custom_id":"[^"]*"/, `"custom_id":${JSON.stringify(id)}`)
  stored.components = JSON.parse(text) as typeof before
  try {
    return await person.use(message, id, [])
  } finally {
    stored.components = before
  }
}

/** Asks for the page's data as another site would, and under another name of this machine. */
async function foreignPages(apiUrl: string) {
  const { port } = new URL(apiUrl)
  const ask = (what: string, headers: Readonly<Record<string, string>>) =>
    new Promise<{ readonly what: string; readonly status: number }>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path: '/local/world', headers }, (response) => {
        response.resume()
        resolve({ what, status: response.statusCode ?? 0 })
      })
      asked.on('error', reject)
      asked.end()
    })
  return [
    await ask('another origin', { origin: 'https://example.org', host: `127.0.0.1:${port}` }),
    await ask('another name', { host: `evil.example:${port}` }),
    await ask('no origin', { origin: 'null', host: `127.0.0.1:${port}` }),
  ]
}
