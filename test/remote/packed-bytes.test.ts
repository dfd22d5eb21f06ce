import { describe, expect, it } from 'vitest'
import { packBytes, unpackBytes } from '#src/remote/packed-bytes.ts'

describe('packed bytes', () => {
  it('leave for elsewhere, and come back where they were', async () => {
    const kept = new Map<string, Uint8Array>()
    const event = {
      type: 'picture',
      file: { bytes: new Uint8Array([1, 2]), width: 2 },
      readings: [{ bytes: new Uint8Array([3]) }],
    }
    const packed = await packBytes(event, (bytes) => {
      const key = `key ${kept.size}`
      kept.set(key, bytes)
      return Promise.resolve({ $key: key })
    })
    expect(JSON.parse(JSON.stringify(packed))).toEqual({
      type: 'picture',
      file: { bytes: { $key: 'key 0' }, width: 2 },
      readings: [{ bytes: { $key: 'key 1' } }],
    })
    expect(await unpackBytes(packed, (key) => Promise.resolve(kept.get(key) ?? new Uint8Array()))).toEqual(event)
  })

  it('may stay inside as text', async () => {
    const bytes = new Uint8Array([0, 255, 7])
    const packed = await packBytes({ bytes }, (some) =>
      Promise.resolve({ $base64: Buffer.from(some).toString('base64') }),
    )
    expect(await unpackBytes(packed, () => Promise.reject(new Error('nothing to fetch')))).toEqual({ bytes })
  })
})
