import { REST } from 'discord.js'
import { afterAll, describe, expect, it } from 'vitest'
import { declarations } from '#src/commands/registry.ts'
import { createLocalDiscord } from 'local-discord'
import { registerCommands } from '#src/discord/transport/register-commands.ts'

/** As many requests as anyone likes: these tests are not about limits. */
const wide = { requests: 1e9, per: 1000 }
const discord = await createLocalDiscord({ page: false, rateLimits: { global: wide, rate: () => wide } })
afterAll(() => discord.close())

/** Registers at the strict local server and tells how often something was written. */
function registry() {
  const writes: string[] = []
  const rest = new REST({ api: discord.apiUrl }).setToken(discord.token)
  rest.on('response', ({ method }) => {
    if (method !== 'GET') writes.push(method)
  })
  return { rest, writes }
}

describe('registering commands', () => {
  it('sends only changed commands', async () => {
    const { rest, writes } = registry()
    const register = (list: typeof declarations) =>
      registerCommands({ rest, applicationId: discord.applicationId, declarations: list })

    expect((await register(declarations)).created).toHaveLength(declarations.length)
    expect(writes).toEqual(['PUT'])
    writes.length = 0

    const again = await register(declarations)
    expect(again.unchanged).toBe(declarations.length)
    expect(writes).toEqual([])

    const changed = declarations.map((one) => (one.name === 'queue' ? { ...one, description: 'Anew.' } : one))
    expect((await register(changed)).updated).toEqual(['queue'])
    expect(writes).toEqual(['PATCH'])
    writes.length = 0

    const fewer = changed.filter(({ name }) => name !== 'info')
    expect((await register(fewer)).removed).toEqual(['info'])
    expect(writes).toEqual(['DELETE'])
  })

  it('notices an option that lost its limit', async () => {
    const { rest } = registry()
    const command = (option: object) => [
      { name: 'draw', description: 'd', options: [{ type: 4, name: 'n', description: 'd', ...option }] },
    ]
    const register = (list: readonly object[]) =>
      registerCommands({ rest, applicationId: discord.applicationId, declarations: list as typeof declarations })
    await register(command({ max_value: 4 }))
    expect((await register(command({}))).updated).toEqual(['draw'])
    expect((await register(command({ required: false }))).unchanged).toBe(1)
  })
})
