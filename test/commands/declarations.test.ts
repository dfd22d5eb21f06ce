import { describe, expect, it } from 'vitest'
import { declarations } from '#src/commands/commands.ts'
import { deploy } from '#src/cli/deploy.ts'
import { startDiscord } from '#test/discord/index.ts'

describe('the declared commands', () => {
  it('stay within what Discord allows of each', () => {
    for (const declaration of declarations) {
      expect(declaration.integration_types, declaration.name).toEqual([0, 1])
      expect(declaration.contexts, declaration.name).toEqual([0, 1, 2])
      if (!('description' in declaration)) continue
      const options = declaration.options ?? []
      expect(options.length, declaration.name).toBeLessThanOrEqual(25)
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

  it('have names of their own', () => {
    const names = declarations.map(({ name, type }) => `${type ?? 1} ${name}`)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toHaveLength(19)
  })
})

describe('duckrabbit deploy', () => {
  it('registers everywhere or in one guild, and then has nothing to do', async () => {
    const discord = await startDiscord()
    try {
      const configuration = { discordToken: discord.token }
      const guild = discord.channel('pictures').guildId ?? ''
      for (const place of [{}, { guild }]) {
        const said: string[] = []
        const print = (line: string): void => void said.push(line)
        await deploy({ configuration, print, api: discord.apiUrl, ...place })
        expect(said[0]).toMatch(/^created: generate, edit, inpaint/)
        await deploy({ configuration, print, api: discord.apiUrl, ...place })
        expect(said.at(-1)).toMatch(/^Nothing to do .*: all 19 commands are as they should be\.$/)
      }
      expect(discord.requests('PUT ')).toHaveLength(2)
      expect(discord.violations()).toEqual([])
    } finally {
      await discord.stop()
    }
  })

  it('asks for a token', async () => {
    const said = deploy({ configuration: { discordToken: undefined }, print: () => {} })
    await expect(said).rejects.toMatchObject({ code: 'no-token' })
  })
})
