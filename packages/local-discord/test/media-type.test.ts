import { expect, test } from 'vitest'
import { mediaType } from '#src/media-type.ts'

const text = 'text/plain; charset=utf-8'
const encode = (content: string) => new TextEncoder().encode(content)

test('a text is recognised even if the inspected part ends inside a character', () => {
  for (let shift = 0; shift < 8; shift += 1) {
    expect(mediaType(encode('a'.repeat(4088 + shift) + 'ä🦆'.repeat(100))).contentType).toBe(text)
  }
})

test('binary data is not taken for text', () => {
  expect(mediaType(encode('plain')).contentType).toBe(text)
  expect(mediaType(new Uint8Array([0xc3])).contentType).toBe('application/octet-stream')
  expect(mediaType(new Uint8Array([0xc3, 0x28])).contentType).toBe('application/octet-stream')
  expect(mediaType(new Uint8Array(5000).fill(0xff)).contentType).toBe('application/octet-stream')
})
