import { get } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type LocalDiscord, type LocalOptions, createLocalDiscord } from '#src/server.ts'
import { createGuard } from '#src/web/guard.ts'

const running: LocalDiscord[] = []
afterEach(async () => {
  for (const local of running.splice(0)) await local.close()
})
async function open(options: LocalOptions = {}) {
  const local = await createLocalDiscord(options)
  running.push(local)
  return local
}

/** By hand, since fetch does not let a Host be chosen. */
function status(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }).on('error', reject)
  })
}

function socketStatus(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers })
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => undefined)
  })
}

describe('on this machine', () => {
  test('other origins and host names are refused, for HTTP and for sockets', async () => {
    const local = await open({ page: false })
    const { port } = new URL(local.apiUrl)
    const url = `${local.apiUrl}/gateway`
    expect(await status(url, {})).toBe(200)
    expect(await status(url, { host: `localhost:${port}` })).toBe(200)
    expect(await status(url, { host: `evil.example:${port}` })).toBe(403)
    expect(await status(url, { origin: 'https://evil.example' })).toBe(403)
    expect(await status(url, { origin: 'null' })).toBe(403)
    expect(await status(url, { origin: `http://127.0.0.1:${port}` })).toBe(200)
    const gateway = `ws://127.0.0.1:${port}/gateway?v=10&encoding=json`
    expect(await socketStatus(gateway, {})).toBe(101)
    expect(await socketStatus(gateway, { origin: 'https://evil.example' })).toBe(403)
    expect(await socketStatus(gateway, { host: 'evil.example' })).toBe(403)
    const ada = [...local.context.world.people.keys()][0]
    expect(await socketStatus(`ws://127.0.0.1:${port}/local/events?as=${ada}`, {})).toBe(101)
    expect(await socketStatus(`ws://127.0.0.1:${port}/local/events?as=5`, {})).toBe(404)
    expect(await socketStatus(`ws://127.0.0.1:${port}/elsewhere`, {})).toBe(404)
    expect(local.accessToken).toBeNull()
  })
})

describe('reachable from other machines', () => {
  test('people enter the token once and keep it in a cookie', async () => {
    const local = await open({ host: '0.0.0.0' })
    expect(local.accessToken).toMatch(/^[\w-]{32}$/)
    const base = local.pageUrl.split('?')[0] ?? ''
    expect((await fetch(base)).status).toBe(401)
    expect((await fetch(`${base}local/world`)).status).toBe(401)
    expect((await fetch(`${base}?token=wrong`)).status).toBe(401)
    const entered = await fetch(local.pageUrl, { redirect: 'manual' })
    expect([entered.status, entered.headers.get('location')]).toEqual([302, '/'])
    const cookie = entered.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
    expect((await fetch(`${base}local/world`, { headers: { cookie: cookie.split(';')[0] ?? '' } })).status).toBe(200)
    expect(
      (await fetch(`${base}local/world`, { headers: { authorization: `Bearer ${local.accessToken}` } })).status,
    ).toBe(200)
    const ada = [...local.context.world.people.keys()][0]
    const events = `${base.replace('http', 'ws')}local/events?as=${ada}`
    expect(await socketStatus(events, {})).toBe(401)
    expect(await socketStatus(events, { cookie: cookie.split(';')[0] ?? '' })).toBe(101)
    // The bot shows its own token instead.
    const me = await fetch(`${local.apiUrl}/v10/users/@me`, { headers: { authorization: `Bot ${local.token}` } })
    expect(me.status).toBe(200)
  })

  test('a chosen token works, and other origins are still refused', () => {
    const guard = createGuard('192.168.1.5', 'secret')
    const request = {
      host: '192.168.1.5:80',
      origin: undefined,
      cookie: undefined,
      authorization: undefined,
      path: '/',
      token: 'secret',
    }
    expect(guard.check(request)).toBe('set-cookie')
    expect(guard.check({ ...request, origin: 'http://other' })).toBe('wrong-origin')
    expect(guard.check({ ...request, token: null, cookie: 'a=b; local_discord_access=secret' })).toBe('pass')
    expect(guard.check({ ...request, token: null })).toBe('no-token')
  })
})

describe('the page', () => {
  test('is served with its script and style, under a strict content security policy', async () => {
    const local = await open()
    const page = await fetch(local.pageUrl)
    expect(page.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; script-src 'self'; style-src 'self'/,
    )
    expect(await page.text()).toContain('/page.js')
    for (const [path, type] of [
      ['page.js', 'text/javascript'],
      ['page.css', 'text/css'],
    ]) {
      const asset = await fetch(`${local.pageUrl}${path}`)
      expect(asset.headers.get('content-type')).toContain(type)
      expect((await asset.text()).length).toBeGreaterThan(1000)
    }
  })
})
