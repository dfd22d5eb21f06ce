import { expect, it } from 'vitest'
import { withMentions } from '../../src/page/composer/typed-mentions.ts'

const users = [
  { id: '1', username: 'duck', global_name: null },
  { id: '2', username: 'duckrabbit', global_name: 'Duck Rabbit' },
]

it.each([
  ['@duckrabbit hi', '<@2> hi'],
  ['hi @Duck Rabbit, and @duck!', 'hi <@2>, and <@1>!'],
  ['(@DUCK)', '(<@1>)'],
  ['one\n@duck two', 'one\n<@1> two'],
  ['mail me@duck.example', 'mail me@duck.example'],
  ['@ducks and @nobody', '@ducks and @nobody'],
  ['<@1> again', '<@1> again'],
])('%j is sent as %j', (typed, sent) => {
  expect(withMentions(typed, users)).toBe(sent)
})
