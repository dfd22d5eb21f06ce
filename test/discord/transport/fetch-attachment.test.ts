import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFetchAttachment } from '#src/discord/transport/fetch-attachment.ts'

let server: Server
let base = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/picture.png') return void response.end(Buffer.alloc(1000, 7))
    if (request.url === '/endless.png') {
      response.writeHead(200)
      const timer = setInterval(() => response.write(Buffer.alloc(1000)), 1)
      return void response.on('close', () => clearInterval(timer))
    }
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

const fetcher = () => createFetchAttachment({ origins: [base], maxBytes: 5000, timeout: 5000, fetch })
const attachment = (path: string, size = 1000) => ({ url: `${base}${path}`, name: 'photo.png', size })

describe('fetching an attachment', () => {
  it('brings the bytes', async () => {
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

  it('refuses what Discord says is too large without asking for it', async () => {
    await expect(fetcher()(attachment('/picture.png', 6000))).rejects.toMatchObject({ code: 'attachment-too-large' })
  })

  it('stops reading where the server sends more than it said', async () => {
    await expect(fetcher()(attachment('/endless.png'))).rejects.toMatchObject({ code: 'attachment-too-large' })
  })

  it('follows no redirect and says when the file is gone', async () => {
    await expect(fetcher()(attachment('/away.png'))).rejects.toMatchObject({ code: 'attachment-gone' })
    await expect(fetcher()(attachment('/missing.png'))).rejects.toMatchObject({ code: 'attachment-gone' })
  })
})
