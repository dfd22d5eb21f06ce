import { expect, test } from 'vitest'
import { useDiscord } from '#src/testing/vitest.ts'
import { call, faultsOf } from './use-example-bot.ts'

const start = useDiscord()
const option = (more: object = {}) => ({ type: 3, name: 'a', description: 'a', ...more })
const slash = (more: object = {}) => ({ name: 'draw', description: 'Draws', ...more })

test.each([
  ['a name with capitals', slash({ name: 'Draw' }), ['name: APPLICATION_COMMAND_INVALID_NAME']],
  ['a name with a blank', slash({ name: 'draw it' }), ['name: STRING_TYPE_REGEX']],
  [
    'a name of 33 characters',
    slash({ name: 'x'.repeat(33) }),
    ['name: BASE_TYPE_MAX_LENGTH', 'name: STRING_TYPE_REGEX'],
  ],
  ['no description', { name: 'draw' }, ['description: BASE_TYPE_REQUIRED']],
  ['a description of 101 characters', slash({ description: 'x'.repeat(101) }), ['description: BASE_TYPE_MAX_LENGTH']],
  [
    '26 options',
    slash({ options: Array.from({ length: 26 }, (_, index) => option({ name: `a${index}` })) }),
    ['options: BASE_TYPE_MAX_LENGTH'],
  ],
  [
    '26 choices',
    slash({
      options: [
        option({ choices: Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` })) }),
      ],
    }),
    ['options.0.choices: BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'a choice twice',
    slash({
      options: [
        option({
          choices: [
            { name: 'x', value: '1' },
            { name: 'x', value: '2' },
          ],
        }),
      ],
    }),
    ['options.0.choices.1: APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS'],
  ],
  [
    'a choice of the wrong type',
    slash({ options: [option({ choices: [{ name: 'x', value: 1 }] })] }),
    ['options.0.choices.0.value: BASE_TYPE_CONVERT'],
  ],
  [
    'choices that are also completed',
    slash({ options: [option({ autocomplete: true, choices: [{ name: 'x', value: '1' }] })] }),
    ['options.0.choices: APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES'],
  ],
  [
    'required after optional',
    slash({ options: [option(), option({ name: 'b', required: true })] }),
    ['options.1: APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
  ],
  [
    'an option twice',
    slash({ options: [option(), option()] }),
    ['options.1.name: APPLICATION_COMMAND_OPTIONS_NAME_INVALID'],
  ],
  [
    'options beside a subcommand',
    slash({ options: [{ type: 1, name: 's', description: 's' }, option()] }),
    ['options: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
  ],
  [
    'a group in a group',
    slash({ options: [{ type: 2, name: 'g', description: 'g', options: [{ type: 2, name: 'h', description: 'h' }] }] }),
    ['options.0.options.0.type: BASE_TYPE_CHOICES'],
  ],
  [
    'a minimum over the maximum',
    slash({ options: [option({ type: 4, min_value: 5, max_value: 1 })] }),
    ['options.0.min_value: APPLICATION_COMMAND_OPTION_MIN_VALUE_GREATER_THAN_MAX'],
  ],
  [
    'over 8,000 characters',
    slash({
      options: Array.from({ length: 25 }, (_, index) =>
        option({
          name: `a${index}`,
          description: 'x'.repeat(100),
          choices: Array.from({ length: 10 }, (_unused, at) => ({
            name: `${at}${'y'.repeat(20)}`,
            value: 'z'.repeat(20),
          })),
        }),
      ),
    }),
    ['options: APPLICATION_COMMAND_TOO_LARGE'],
  ],
  [
    'a context menu with a description',
    { type: 3, name: 'Edit', description: 'x' },
    ['description: BASE_TYPE_CHOICES'],
  ],
])('%s is refused', async (_name, body, faults) => {
  const discord = await start()
  const answer = await call(discord, 'POST', `/applications/${discord.applicationId}/commands`, body)
  expect(answer).toMatchObject({ status: 400, code: 50035 })
  expect(faultsOf(answer.body)).toEqual(faults)
})

test('commands can be created, overwritten, edited, replaced and removed', async () => {
  const discord = await start()
  const base = `/applications/${discord.applicationId}/commands`
  const made = await call(discord, 'POST', base, slash())
  expect(made).toMatchObject({ status: 201, body: { name: 'draw', type: 1, default_member_permissions: null } })
  const again = await call(discord, 'POST', base, slash({ description: 'Other' }))
  const { id } = made.body as { id: string }
  expect(again).toMatchObject({ status: 200, body: { id, description: 'Other' } })
  expect(await call(discord, 'PATCH', `${base}/${id}`, { description: 'Third' })).toMatchObject({
    status: 200,
    body: { description: 'Third' },
  })
  expect(await call(discord, 'GET', `${base}/${id}`)).toMatchObject({ body: { description: 'Third' } })
  const bulk = await call(discord, 'PUT', base, [slash(), { type: 3, name: 'Edit this' }])
  expect(bulk.body).toMatchObject([
    { id, name: 'draw' },
    { name: 'Edit this', type: 3 },
  ])
  expect(await call(discord, 'DELETE', `${base}/${id}`)).toMatchObject({ status: 204 })
  expect(await call(discord, 'GET', `${base}/${id}`)).toMatchObject({ status: 404, code: 10063 })
  expect(await call(discord, 'GET', '/applications/5/commands')).toMatchObject({ status: 404, code: 10002 })
})

test('sixteen context menu commands are one too many', async () => {
  const discord = await start()
  const base = `/applications/${discord.applicationId}/commands`
  const menus = Array.from({ length: 16 }, (_, index) => ({ type: 3, name: `Menu ${index}` }))
  expect(await call(discord, 'PUT', base, menus)).toMatchObject({ status: 400, code: 30032 })
  expect(await call(discord, 'PUT', base, menus.slice(1))).toMatchObject({ status: 200 })
  expect(await call(discord, 'POST', base, menus[0])).toMatchObject({ status: 400, code: 30032 })
})

test('commands of one guild exist only there', async () => {
  const discord = await start()
  const { guildId } = discord.channel('#general')
  const base = `/applications/${discord.applicationId}/guilds/${guildId}/commands`
  expect(await call(discord, 'PUT', base, [slash()])).toMatchObject({ status: 200, body: [{ guild_id: guildId }] })
  expect(await call(discord, 'GET', `/applications/${discord.applicationId}/commands`)).toMatchObject({ body: [] })
  await expect(discord.person('Ada').in('DM').slash('/draw')).rejects.toThrow('no such command here')
  const elsewhere = discord.channel('#elsewhere').guildId
  expect(await call(discord, 'PUT', base.replace(String(guildId), String(elsewhere)), [slash()])).toMatchObject({
    status: 403,
    code: 50001,
  })
})
