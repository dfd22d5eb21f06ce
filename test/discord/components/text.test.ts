import { describe, expect, it } from 'vitest'
import { clip, firstOf, quote } from '#src/discord/components/text.ts'

describe('quote', () => {
  it.each([
    ['a timestamp', '<t:1700000000:R>', '\\<t:1700000000:R>'],
    ['a command', '</draw:123456789012345678>', '\\</draw:123456789012345678>'],
    ['a mention', '<@123456789012345678>', '\\<@123456789012345678>'],
    ['a mention of all', '@everyone and @here', '@\u200beveryone and @\u200bhere'],
    ['a link', 'see https://example.com', 'see https\\://example.com'],
    ['a masked link', '[fox](https://example.com)', '\\[fox\\](https\\://example.com)'],
    ['a long run of stars', '*'.repeat(7), '\\*'.repeat(7)],
    ['a spoiler', '||fox||', '\\|\\|fox\\|\\|'],
    ['underlines', '__fox__ my_fox', '\\_\\_fox\\_\\_ my\\_fox'],
    ['code', '`fox`', '\\`fox\\`'],
    ['backslashes', '\\*', '\\\\\\*'],
    ['a heading', '# fox', '\\# fox'],
    ['small print', '-# fox', '\\-# fox'],
    ['a list', '1. fox', '1\\. fox'],
    ['a quotation', '> fox', '\\> fox'],
  ])('escapes %s', (_, text, quoted) => {
    expect(quote(text)).toBe(quoted)
  })

  it('isolates right-to-left text, and removes characters that change the direction', () => {
    expect(quote('قطة سوداء')).toBe('\u2068قطة سوداء\u2069')
    expect(quote('a \u202efox')).toBe('a fox')
  })

  it('leaves plain text unchanged, on one line', () => {
    expect(quote('a red fox,\n 3 metres tall (really)')).toBe('a red fox, 3 metres tall (really)')
  })

  it('never cuts within an escape or an emoji', () => {
    expect(quote('*'.repeat(20), 5)).toBe('\\*\\*\\*\\*…')
    expect(quote('🦊'.repeat(20), 5)).toBe('🦊🦊🦊🦊…')
  })
})

describe('cutting', () => {
  it('counts code points, as Discord does', () => {
    expect(clip('🦊'.repeat(10), 10)).toBe('🦊'.repeat(10))
    expect(clip('🦊'.repeat(11), 10)).toBe(`${'🦊'.repeat(9)}…`)
    expect(firstOf('🦊'.repeat(600), 1000)).toBe('🦊'.repeat(600))
    expect(firstOf('🦊'.repeat(600), 301)).toBe('🦊'.repeat(301))
  })
})
