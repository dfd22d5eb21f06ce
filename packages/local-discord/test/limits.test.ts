import { DiscordAPIError, RESTEvents } from 'discord.js'
import { describe, expect, test } from 'vitest'
import type { TestDiscord } from '#src/testing/index.ts'
import { call, useExampleBot } from './use-example-bot.ts'

const begin = useExampleBot()
const say = (discord: TestDiscord, content = 'x') =>
  call(discord, 'POST', `/channels/${discord.channel('#general').id}/messages`, { content })

describe('rate limits', () => {
  test('a route reports the remaining requests, refuses excess ones, and resets', async () => {
    const { discord } = await begin({ strictRateLimits: true })
    const first = await say(discord)
    expect(first.headers.get('x-ratelimit-limit')).toBe('5')
    expect(first.headers.get('x-ratelimit-remaining')).toBe('4')
    expect(first.headers.get('x-ratelimit-reset-after')).toBe('5.000')
    expect(first.headers.get('x-ratelimit-bucket')).toBeTruthy()
    for (let count = 0; count < 4; count += 1) expect(await say(discord)).toMatchObject({ status: 200 })
    const refused = await say(discord)
    expect(refused).toMatchObject({ status: 429, body: { retry_after: 5, global: false } })
    expect(refused.headers.get('retry-after')).toBe('5')
    expect(refused.headers.get('x-ratelimit-scope')).toBe('user')
    // Another channel has a bucket of its own.
    const other = `/channels/${discord.channel('#playground').id}/messages`
    expect(await call(discord, 'POST', other, { content: 'x' })).toMatchObject({ status: 200 })
    await discord.clock.advance(5000)
    expect(await say(discord)).toMatchObject({ status: 200 })
  })

  test('all routes together accept fifty requests a second; interactions are not counted', async () => {
    const { discord, bot } = await begin({ strictRateLimits: true })
    bot.handle(async () => undefined)
    await discord.clock.advance(1000)
    const path = (index: number) => `/users/${['@me', discord.person('Ada').id][index % 2]}`
    const paths = ['/gateway/bot', '/applications/@me', '/users/@me/guilds']
    const all = [
      ...Array.from({ length: 38 }, (_, index) => path(index)),
      ...Array.from({ length: 12 }, (_, index) => paths[index % 3] ?? ''),
    ]
    for (const one of all) expect(await call(discord, 'GET', one)).toMatchObject({ status: 200 })
    const refused = await call(discord, 'GET', '/oauth2/applications/@me')
    expect(refused).toMatchObject({ status: 429, body: { global: true } })
    expect(refused.headers.get('x-ratelimit-global')).toBe('true')
    expect(
      await call(discord, 'POST', '/interactions/1/x/callback', { type: 5 }, { authorization: null }),
    ).toMatchObject({ code: 10062 })
  })
})

describe('faults', () => {
  test('discord.js tries again after a 500 and a 429', async () => {
    const { discord, bot } = await begin()
    bot.client.rest.options.retries = 3
    const limited: unknown[] = []
    bot.client.rest.on(RESTEvents.RateLimited, (info) => limited.push(info.scope))
    discord.faults.status('GET /users/@me', 500)
    discord.faults.rateLimit('GET /users/@me', 0.01)
    await expect(bot.client.rest.get('/users/@me')).resolves.toMatchObject({ username: 'Local Bot' })
    expect(discord.requests('GET /users/@me').map(({ status }) => status)).toEqual([500, 429, 200])
    expect(discord.faults.pending).toBe(0)
  })

  test('a request that is lost has no effect; one whose answer is lost has', async () => {
    const { discord } = await begin()
    discord.faults.drop('POST /messages')
    await expect(say(discord, 'dropped')).rejects.toThrow('fetch failed')
    discord.faults.loseAnswer('POST /messages')
    await expect(say(discord, 'lost')).rejects.toThrow('fetch failed')
    expect(discord.messages('#general').map(({ content }) => content)).toEqual(['lost'])
  })

  test('a request can be delayed', async () => {
    const { discord, bot } = await begin()
    const release = discord.faults.hold('PATCH @original')
    const reply = await discord.person('Ada').slash('/draw', { prompt: 'x' })
    expect(reply.message.loading).toBe(true)
    release()
    expect((await reply.until(({ loading }) => !loading)).text).toBe('**x**')
    expect(bot.errors).toEqual([])
  })

  test('a handler receives an error of Discord', async () => {
    const { discord, bot } = await begin()
    bot.handle(async (interaction) => {
      if (interaction.isRepliable()) await interaction.reply({ content: 'x'.repeat(2001) })
    })
    const reply = discord.person('Ada').in('#general').start('/where')
    await discord.requestSeen('POST /callback')
    await discord.clock.advance(3001)
    expect(reply.failure).toBe('The application did not respond')
    const [error] = bot.errors.splice(0)
    expect(error).toBeInstanceOf(DiscordAPIError)
    expect(error).toMatchObject({ code: 50035, message: expect.stringContaining('content[BASE_TYPE_MAX_LENGTH]') })
  })
})
