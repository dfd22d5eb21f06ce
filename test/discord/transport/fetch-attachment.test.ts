import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFetchAttachment } from '#src/discord/transport/fetch-attachment.ts'

let server: Server
let base = ''
/** How often each path was asked for. */
const asked = new Map<string, number>()

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/picture.png') return void response.end(Buffer.alloc(1000, 7))
    if (request.url === '/endless.png') {
      response.writeHead(200)
      const timer = setInterval(() => response.write(Buffer.alloc(1000)), 1)
      return void response.on('close', () => clearInterval(timer))
    }
    const tries = (asked.get(request.url ?? '') ?? 0) + 1
    asked.set(request.url ?? '', tries)
    const [, once, what] = /^\/(once-)?(cut|stalled|broken)\.png/.exec(request.url ?? '') ?? []
    if (what !== undefined && (once === undefined || tries === 1)) {
      if (what === 'broken') return void response.writeHead(503).end()
      response.writeHead(200, { 'content-length': 1000 })
      response.write(Buffer.alloc(500, 7))
      if (what === 'cut') setTimeout(() => response.destroy(), 20)
      return undefined
    }
    if (what !== undefined) return void response.end(Buffer.alloc(1000, 7))
    if (request.url === '/away.png') return void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
    response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  base = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : ''
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const fetcher = () => createFetchAttachment({ origins: [base], maxBytes: 5000, timeout: 60_000, stall: 500, fetch })
const attachment = (path: string, size = 1000) => ({ url: `${base}${path}`, name: 'photo.png', size })

describe('fetching an attachment', () => {
  it('returns the bytes', async () => {
    expect(await fetcher()(attachment('/picture.png'))).toEqual(Buffer.alloc(1000, 7))
  })

  it.each([
    'https://example.com/photo.png',
    'file:///etc/passwd',
    'http://127.0.0.1.example.com/photo.png',
    'not an address',
  ])('refuses %s', async (url) => {
    await expect(fetcher()({ url, name: 'photo.png', size: 1 })).rejects.toMatchObject({ code: 'attachment-elsewhere' })
  })

  it('refuses a file that Discord reports as too large without fetching it', async () => {
    await expect(fetcher()(attachment('/picture.png', 6000))).rejects.toMatchObject({ code: 'attachment-too-large' })
  })

  it('stops reading if the server sends more than it announced', async () => {
    await expect(fetcher()(attachment('/endless.png'))).rejects.toMatchObject({ code: 'attachment-too-large' })
  })

  it('follows no redirect and reports a deleted file', async () => {
    await expect(fetcher()(attachment('/away.png'))).rejects.toMatchObject({ code: 'attachment-gone' })
    await expect(fetcher()(attachment('/missing.png'))).rejects.toMatchObject({ code: 'attachment-gone' })
  })

  it.each(['cut', 'stalled', 'broken'])('tries once more if the download is %s', async (what) => {
    expect(await fetcher()(attachment(`/once-${what}.png`))).toEqual(Buffer.alloc(1000, 7))
    expect(asked.get(`/once-${what}.png`)).toBe(2)
  })

  it.each(['cut', 'stalled', 'broken'])('reports that the file is gone if it is %s twice', async (what) => {
    await expect(fetcher()(attachment(`/${what}.png`))).rejects.toMatchObject({ code: 'attachment-gone' })
    expect(asked.get(`/${what}.png`)).toBe(2)
  })

  it('does not request a deleted file again', async () => {
    await expect(fetcher()(attachment('/nowhere.png'))).rejects.toMatchObject({ code: 'attachment-gone' })
    expect(asked.get('/nowhere.png')).toBe(1)
  })

  it('fetches Discord’s copy of a link to another site', async () => {
    const copied = {
      ...attachment('/picture.png'),
      url: 'https://example.com/fox.png',
      proxyUrl: `${base}/picture.png`,
    }
    expect(await fetcher()(copied)).toEqual(Buffer.alloc(1000, 7))
  })

  it('logs only the host of a refused link', async () => {
    const url = 'https://user:word@example.com/folder/fox.png?ex=1&hm=secret#part'
    const refused = fetcher()({ url, name: 'fox.png', size: 1 })
    await expect(refused).rejects.toMatchObject({ details: { host: 'example.com' } })
  })
})
