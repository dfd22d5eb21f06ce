import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { hasResult } from '../harness/message-state.ts'
import { useBots } from '../harness/use-bot.ts'

const { bot, start } = useBots()

describe('a bot that Discord refuses for good', () => {
  it.each([
    [4004, 'token-refused', 'DISCORD_TOKEN'],
    [4010, 'sharding-refused', 'too many servers'],
    [4011, 'sharding-refused', 'too many servers'],
    [4012, 'version-refused', 'Update Duckrabbit'],
    [4013, 'intents-refused', 'intents'],
    [4014, 'intents-refused', 'intents'],
  ])('says so when the gateway closes with %i', async (code, name, words) => {
    await start()
    bot.discord.faults.disconnect(code)
    const reason = await bot.bot.lost
    expect(reason.code).toBe(name)
    expect(reason.message).toContain(words)
  })

  it.each([4000, 4009])('is not assumed when the connection closes with %i, and the bot reconnects', async (code) => {
    await start()
    bot.discord.faults.disconnect(code)
    await bot.until('the bot to be back', () => bot.log().includes('resumed the connection'))
    expect(await Promise.race([bot.bot.lost, Promise.resolve('connected')])).toBe('connected')
  })

  it('says so when the API no longer accepts the token', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt: 'a fox' })
    await reply.until(({ text }) => text.includes('Loading'))
    await bot.discord.clock.advance(14 * 60_000)
    Object.assign(bot.discord.local.context.world, { token: 'another one' })
    bot.engine.release()
    expect((await bot.bot.lost).code).toBe('token-refused')
  })

  it('still delivers the running job, because the tokens of interactions remain valid', async () => {
    await start()
    bot.engine.hold(2)
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt: 'a fox' })
    await bot.until('it to run', () => bot.engine.running === 1)
    bot.discord.faults.disconnect(4004)
    await bot.bot.lost
    const stopped = bot.bot.stop(10_000)
    bot.engine.release()
    await reply.until(hasResult)
    await stopped
    await bot.restart()
  })

  it('does not start, with the same sentence', async () => {
    await start()
    const { world } = bot.discord.local.context
    await bot.kill()
    bot.discord.forget()
    const starting = bot.restart()
    await bot.discord.requestSeen('GET /gateway/bot')
    Object.assign(world, { token: 'another one' })
    await expect(starting).rejects.toMatchObject({ code: 'token-refused', details: { code: 4004 } })
    Object.assign(world, { token: bot.discord.token })
    await bot.restart()
  })
})

it('ends its process with the sentence and exit code 1, after the running job', async () => {
  const program = fileURLToPath(new URL('../harness/refused-bot.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx/esm', program], { stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => (printed.stdout += String(chunk)))
  child.stderr.on('data', (chunk) => (printed.stderr += String(chunk)))
  const [code] = await once(child, 'close')
  expect(printed).toEqual({
    stdout: 'delivered\n',
    stderr: expect.stringMatching(/^Discord does not accept DISCORD_TOKEN\. [^\n]+\n$/),
  })
  expect(code).toBe(1)
})
