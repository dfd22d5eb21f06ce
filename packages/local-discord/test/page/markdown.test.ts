import { describe, expect, test } from 'vitest'
import { formatMessageTime, formatRelative, formatTimestamp } from '#src/page/markdown/format-time.ts'
import { parseInline } from '#src/page/markdown/parse-inline.ts'
import { parseMarkdown } from '#src/page/markdown/parse.ts'
import type { Inline } from '#src/page/markdown/syntax.ts'

const text = (value: string): Inline => ({ type: 'text', text: value })

describe('inline markdown', () => {
  test.each<[string, readonly Inline[]]>([
    ['plain', [text('plain')]],
    ['**bold** text', [{ type: 'strong', content: [text('bold')] }, text(' text')]],
    ['*it* and _it_', [{ type: 'em', content: [text('it')] }, text(' and '), { type: 'em', content: [text('it')] }]],
    ['***both***', [{ type: 'strong', content: [{ type: 'em', content: [text('both')] }] }]],
    [
      '__under__ ~~gone~~',
      [{ type: 'underline', content: [text('under')] }, text(' '), { type: 'strike', content: [text('gone')] }],
    ],
    ['**a *b* c**', [{ type: 'strong', content: [text('a '), { type: 'em', content: [text('b')] }, text(' c')] }]],
    ['||who did it||', [{ type: 'spoiler', content: [text('who did it')] }]],
    ['`a*b*`', [{ type: 'code', text: 'a*b*' }]],
    ['``a`b``', [{ type: 'code', text: 'a`b' }]],
    [String.raw`\*not\*`, [text('*not*')]],
    ['snake_case_name', [text('snake_case_name')]],
    ['2 * 3 * 4', [text('2 * 3 * 4')]],
    [
      '<@12> in <#34> for <@&56>',
      [
        { type: 'mention', kind: 'user', id: '12' },
        text(' in '),
        { type: 'mention', kind: 'channel', id: '34' },
        text(' for '),
        { type: 'mention', kind: 'role', id: '56' },
      ],
    ],
    ['</challenge start:9>', [{ type: 'command', name: 'challenge start' }]],
    ['<t:1700000000:R>', [{ type: 'timestamp', seconds: 1_700_000_000, style: 'R' }]],
    ['[the paper](https://a.test/b)', [{ type: 'link', href: 'https://a.test/b', content: [text('the paper')] }]],
    [
      'see https://a.test/b.',
      [text('see '), { type: 'link', href: 'https://a.test/b', content: [text('https://a.test/b')] }, text('.')],
    ],
    [
      'Made from https://discord.com/channels/12/34/56',
      [
        text('Made from '),
        { type: 'message', channelId: '34', messageId: '56', href: 'https://discord.com/channels/12/34/56' },
      ],
    ],
    [
      'https://discord.com/channels/@me/34/56.',
      [
        { type: 'message', channelId: '34', messageId: '56', href: 'https://discord.com/channels/@me/34/56' },
        text('.'),
      ],
    ],
    [
      'https://discord.com/channels/12/34',
      [
        {
          type: 'link',
          href: 'https://discord.com/channels/12/34',
          content: [text('https://discord.com/channels/12/34')],
        },
      ],
    ],
    ['[x](javascript:alert(1))', [text('[x](javascript:alert(1))')]],
    ['<script>alert(1)</script>', [text('<script>alert(1)</script>')]],
    ['**unfinished', [text('**unfinished')]],
  ])('%s', (source, expected) => {
    expect(parseInline(source)).toEqual(expected)
  })
})

describe('blocks', () => {
  test('headings, subtext, quotes and paragraphs', () => {
    const blocks = parseMarkdown('# One\ntext\nmore\n-# small\n> said\n> twice\nafter')
    expect(blocks).toEqual([
      { type: 'heading', level: 1, content: [text('One')] },
      { type: 'paragraph', content: [text('text\nmore')] },
      { type: 'subtext', content: [text('small')] },
      { type: 'quote', blocks: [{ type: 'paragraph', content: [text('said\ntwice')] }] },
      { type: 'paragraph', content: [text('after')] },
    ])
  })

  test('lists nest by their indentation and start at their number', () => {
    expect(parseMarkdown('3. a\n  - b\n  - c\n4. d')).toEqual([
      {
        type: 'list',
        ordered: true,
        start: 3,
        items: [
          {
            content: [text('a')],
            nested: [
              {
                type: 'list',
                ordered: false,
                start: 1,
                items: [
                  { content: [text('b')], nested: [] },
                  { content: [text('c')], nested: [] },
                ],
              },
            ],
          },
          { content: [text('d')], nested: [] },
        ],
      },
    ])
  })

  test('a list of another kind is a separate list', () => {
    const kinds = parseMarkdown('- a\n- b\n1. c').map((block) => block.type === 'list' && block.ordered)
    expect(kinds).toEqual([false, true])
  })

  test('a code block keeps its text', () => {
    expect(parseMarkdown('so:\n```ts\nconst a = **b**\n```\ndone')).toEqual([
      { type: 'paragraph', content: [text('so:')] },
      { type: 'code-block', language: 'ts', text: 'const a = **b**' },
      { type: 'paragraph', content: [text('done')] },
    ])
  })

  test('>>> quotes everything after it', () => {
    expect(parseMarkdown('>>> a\nb')).toEqual([
      { type: 'quote', blocks: [{ type: 'paragraph', content: [text('a\nb')] }] },
    ])
  })

  test('parses long rows of markers quickly and without loss', () => {
    const source = '*_~|`'.repeat(400)
    expect(JSON.stringify(parseMarkdown(source)).length).toBeGreaterThan(0)
  })
})

describe('times', () => {
  const now = Date.UTC(2026, 5, 15, 12)
  test.each([
    [now + 3 * 60_000, 'in 3 minutes'],
    [now - 2 * 3_600_000, '2 hours ago'],
    [now + 500, 'in 1 second'],
    [now - 3 * 86_400_000, '3 days ago'],
  ])('%d is %s', (time, expected) => {
    expect(formatRelative(time, now, 'en')).toBe(expected)
  })

  test('message times name the day only if it is not today', () => {
    const today = new Date(2026, 5, 15, 14, 3).getTime()
    expect(formatMessageTime(today, today, 'en-GB')).toBe('14:03')
    expect(formatMessageTime(today - 86_400_000, today, 'en-GB')).toBe('Yesterday, 14:03')
    expect(formatMessageTime(today - 3 * 86_400_000, today, 'en-GB')).toBe('12/06/2026, 14:03')
  })

  test('an unknown style falls back to the default', () => {
    expect(formatTimestamp(now, '?', 'en-GB')).toBe(formatTimestamp(now, 'f', 'en-GB'))
  })
})
