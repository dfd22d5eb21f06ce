import { MessageFlags } from 'discord.js'
import { expect, test } from 'vitest'
import type { TestDiscord } from '#src/testing/index.ts'
import { readOption } from '#src/page/composer/option-value.ts'
import { call, faultsOf, useExampleBot } from './use-example-bot.ts'

const begin = useExampleBot()
const send = (discord: TestDiscord, body: unknown) =>
  call(discord, 'POST', `/channels/${discord.channel('#general').id}/messages`, body)

/** Each is one code point and two UTF-16 units. */
const ducks = (count: number) => '🦆'.repeat(count)

test('limits of text count code points, as Discord does', async () => {
  const { discord } = await begin()
  expect(await send(discord, { content: ducks(2000) })).toMatchObject({ status: 200 })
  expect(faultsOf((await send(discord, { content: ducks(2001) })).body)).toEqual(['content: BASE_TYPE_MAX_LENGTH'])

  const display = (length: number) => ({
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: 10, content: ducks(length) }],
  })
  expect(await send(discord, display(4000))).toMatchObject({ status: 200 })
  expect(await send(discord, display(4001))).toMatchObject({ status: 400 })

  const embed = (length: number) => ({ embeds: [{ title: ducks(length) }] })
  expect(await send(discord, embed(256))).toMatchObject({ status: 200 })
  expect(faultsOf((await send(discord, embed(257))).body)).toEqual(['embeds.0.title: BASE_TYPE_MAX_LENGTH'])
})

test('the same limit applies to options typed on the page and sent by interaction', async () => {
  const { discord } = await begin()
  const option = { type: 3 as const, name: 'text', description: 'Text', max_length: 5 }
  const path = `/applications/${discord.applicationId}/commands`
  await call(discord, 'POST', path, { name: 'echo', description: 'Echo', options: [option] })
  const run = (length: number) =>
    discord
      .person('Ada')
      .in('#general')
      .start('/echo', { text: ducks(length) })
  expect(() => run(5)).not.toThrow()
  expect(() => run(6)).toThrow('text of 0 to 5 characters')

  const draft = (length: number) => ({ text: ducks(length), picked: null, file: null })
  expect(readOption(option, draft(5))).toMatchObject({ kind: 'value' })
  expect(readOption(option, draft(6))).toMatchObject({
    kind: 'problem',
    problem: 'Write at most 5 characters (now 6).',
  })
})
