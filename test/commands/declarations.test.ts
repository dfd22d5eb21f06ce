import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { declarations } from '#src/commands/registry.ts'
import { deploy } from '#src/cli/deploy.ts'
import { type ExitReport, exitReportOf } from '#src/cli/exit.ts'
import { discordRefused } from '#src/messages/refusals.ts'
import { startDiscord } from 'local-discord/testing'

/** Commands that work in servers only. */
const ofServers: readonly string[] = ['guess', 'settings', 'challenge']

type Options = NonNullable<Extract<(typeof declarations)[number], { readonly description: string }>['options']>
/** The options of a command, those of its subcommands included; each subcommand has at most 25. */
function optionsOf(options: Options): Options {
  for (const option of options)
    if ('options' in option) expect(option.options?.length ?? 0, option.name).toBeLessThanOrEqual(25)
  return options.flatMap((option): Options => ('options' in option ? [option, ...(option.options ?? [])] : [option]))
}

describe('the declared commands', () => {
  it('stay within Discord’s limits', () => {
    for (const declaration of declarations) {
      const belongsToServers = ofServers.includes(declaration.name)
      expect(declaration.integration_types, declaration.name).toEqual(belongsToServers ? [0] : [0, 1])
      expect(declaration.contexts, declaration.name).toEqual(belongsToServers ? [0] : [0, 1, 2])
      if (!('description' in declaration)) continue
      const options = optionsOf(declaration.options ?? [])
      expect(declaration.options?.length ?? 0, declaration.name).toBeLessThanOrEqual(25)
      let characters = declaration.name.length + declaration.description.length
      for (const option of options) {
        expect(option.description.length, `${declaration.name} ${option.name}`).toBeLessThanOrEqual(100)
        characters += option.name.length + option.description.length
        if (!('choices' in option)) continue
        expect(option.choices?.length ?? 0).toBeLessThanOrEqual(25)
        for (const { name, value } of option.choices ?? []) characters += name.length + String(value).length
      }
      expect(characters, declaration.name).toBeLessThanOrEqual(8000)
    }
  })

  it.each(['edit', 'inpaint'])(
    '/%s has the picture and the prompt first, then the options that people use most',
    (name) => {
      const declaration = declarations.find((one) => one.name === name)
      const options = declaration !== undefined && 'options' in declaration ? (declaration.options ?? []) : []
      expect(options.filter((option) => 'required' in option && option.required).map((option) => option.name)).toEqual([
        'picture',
        'prompt',
      ])
      const next = name === 'edit' ? ['strength', 'sweep'] : ['region', 'mask', 'strength']
      expect(options.slice(2, 2 + next.length).map((option) => option.name)).toEqual(next)
    },
  )

  it('have names of their own', () => {
    const names = declarations.map(({ name, type }) => `${type ?? 1} ${name}`)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('duckrabbit deploy', () => {
  it('registers everywhere or in one guild, and sends nothing if nothing changed', async () => {
    const discord = await startDiscord()
    try {
      const configuration = { discordToken: discord.token }
      const guild = discord.channel('general').guildId ?? ''
      for (const place of [{}, { guild }]) {
        const said: string[] = []
        const print = (line: string): void => void said.push(line)
        await deploy({ configuration, print, api: discord.apiUrl, ...place })
        expect(said[0]).toMatch(/^created: generate, edit, inpaint/)
        await deploy({ configuration, print, api: discord.apiUrl, ...place })
        expect(said.at(-2)).toMatch(
          new RegExp(`^Nothing to do .*: all ${declarations.length} commands are up to date\\.$`),
        )
        expect(said.at(-1)).toMatch(
          /^Invite the bot: https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+&scope=bot/,
        )
      }
      expect(discord.requests('PUT ')).toHaveLength(2)
      expect(discord.violations()).toEqual([])
    } finally {
      await discord.stop()
    }
  })

  it('needs a token', async () => {
    const said = deploy({ configuration: { discordToken: undefined }, print: () => {} })
    await expect(said).rejects.toMatchObject({ code: 'no-token' })
  })

  it.each(['wrong', 'a b', 'zwölf'])('says what to do about the token “%s”, which Discord refuses', async (token) => {
    const discord = await startDiscord()
    onTestFinished(() => discord.stop())
    expect(await ending(token, discord.apiUrl)).toEqual({ code: 2, sentence: discordRefused.token })
  })

  it.each(['123456789012345678', 'my server'])('reports a guild that the bot is not in: %s', async (guild) => {
    const discord = await startDiscord()
    onTestFinished(() => discord.stop())
    const { code, sentence } = await ending(discord.token, discord.apiUrl, guild)
    expect(code).toBe(2)
    expect(sentence).toMatch(`The bot is in no server with the id ${guild};`)
  })

  it('reports if Discord cannot be reached or has an error of its own', async () => {
    const server = createServer((_, response) => response.writeHead(503).end()).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const api = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api`
    expect(await ending('any', api)).toEqual({ code: 2, sentence: discordRefused.down(503) })
    server.close()
    await once(server, 'close')
    expect(await ending('any', api)).toEqual({ code: 2, sentence: discordRefused.unreachable })
  })

  it('passes a defect on', async () => {
    const discord = await startDiscord()
    onTestFinished(() => discord.stop())
    const print = (): void => {
      throw new TypeError('x is undefined')
    }
    const configuration = { discordToken: discord.token }
    await expect(deploy({ configuration, print, api: discord.apiUrl })).rejects.toThrow(TypeError)
  })
})

/** How the command ends that cannot do its work. */
async function ending(token: string, api: string, guild?: string): Promise<ExitReport> {
  const options = { configuration: { discordToken: token }, print: () => {}, api, ...(guild && { guild }) }
  return deploy(options).then(
    () => ({ code: 0 as const }),
    (error: unknown) => exitReportOf(error),
  )
}
