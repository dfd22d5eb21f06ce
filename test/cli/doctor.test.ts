import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PermissionFlagsBits } from 'discord-api-types/v10'
import { startDiscord, type TestDiscord } from 'local-discord/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { deploy } from '#src/cli/deploy.ts'
import { fakeTerminal } from './fake-terminal.ts'

async function discordWithCommands(): Promise<TestDiscord> {
  const discord = await startDiscord()
  onTestFinished(() => discord.stop())
  const configuration = { discordToken: discord.token }
  await deploy({ configuration, print: () => undefined, api: discord.apiUrl })
  return discord
}

/** The bot's roles in its server lose these permissions. */
function take(discord: TestDiscord, permissions: bigint): void {
  for (const guild of discord.local.context.world.guilds.values()) {
    for (const role of guild.roles.values()) {
      role.permissions = String(BigInt(role.permissions) & ~permissions & ~PermissionFlagsBits.Administrator)
    }
  }
}

describe('duckrabbit doctor', () => {
  it('finds no problem in a fresh checkout without settings, measures, and changes nothing', async () => {
    const terminal = await fakeTerminal({ environment: { DEVICE: 'cpu' } })
    const { code, out } = await terminal.run('doctor')
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^No problems were found\.\n\nMachine\n/),
    })
    expect(out).toMatch(/Duckrabbit \d+\.\d+\.\d+, Node\.js v\d+/)
    expect(out).toMatch(/onnxruntime-node \d.+, sharp \d.+, libsql \d/)
    expect(out).toMatch(/cpu: self-test passed \(off by \d\.\de-\d+\), \d+ GFLOP\/s measured/)
    expect(out).toMatch(/duckling: 64 px → 256 px, .+ MB on disk, complete\n/)
    expect(out).toMatch(/cpu: \d+\.\d s a picture without its text \(measured: \d\.\d+ s and \d\.\d+ s a guided step\)/)
    expect(out).toContain('No DISCORD_TOKEN is set, so npm start opens the local channel.')
    expect(await readdir(terminal.directory)).toEqual([])
  })

  it('checks the token, the commands and the permissions, and shows no secret', async () => {
    const discord = await discordWithCommands()
    const environment = { DEVICE: 'cpu', DISCORD_TOKEN: discord.token, HF_TOKEN: 'hf_very_secret' }
    const terminal = await fakeTerminal({ environment, discordApi: discord.apiUrl })
    const well = await terminal.run('doctor', '--json')
    expect(well.code).toBe(0)
    expect(JSON.parse(well.out)).toMatchObject({
      ok: true,
      problems: [],
      machine: { node: process.version },
      devices: { cpu: { passed: true } },
      models: { duckling: { lacking: [], seconds: [{ device: 'cpu' }] } },
      data: { writable: true },
      discord: {
        token: 'valid',
        applicationId: discord.applicationId,
        invite: expect.stringContaining(`client_id=${discord.applicationId}`),
        servers: [{ missing: [] }],
      },
    })
    take(discord, PermissionFlagsBits.AttachFiles | PermissionFlagsBits.SendMessages)
    const { code, out } = await terminal.run('doctor')
    expect(code).toBe(1)
    expect(out).toMatch(
      /^One problem:\n {2}- The bot may not “Send Messages”, “Attach Files” in the server \d+; give its role these permissions/,
    )
    expect(out).toMatch(/invite link: https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+/)
    expect(well.out + out).not.toContain(discord.token)
    expect(well.out + out).not.toContain('hf_very_secret')
  })

  it('names a wrong token, and commands that were never registered', async () => {
    const discord = await startDiscord()
    onTestFinished(() => discord.stop())
    const wrong = await fakeTerminal({
      environment: { DEVICE: 'cpu', DISCORD_TOKEN: `${discord.token.slice(0, -4)}nope` },
      discordApi: discord.apiUrl,
    })
    expect(await wrong.run('doctor')).toMatchObject({
      code: 1,
      out: expect.stringContaining('Discord does not accept DISCORD_TOKEN.'),
    })
    discord.forget()
    const right = await fakeTerminal({
      environment: { DEVICE: 'cpu', DISCORD_TOKEN: discord.token },
      discordApi: discord.apiUrl,
    })
    expect(await right.run('doctor')).toMatchObject({
      code: 1,
      out: expect.stringContaining('No slash commands are registered with Discord; run npx duckrabbit deploy.'),
    })
  })

  it('goes on with the defaults where the settings are wrong', async () => {
    const terminal = await fakeTerminal({ environment: { DEVICE: 'abacus' } })
    const { code, out } = await terminal.run('doctor')
    expect(code).toBe(1)
    expect(out).toMatch(/- .*DEVICE.*abacus/)
    expect(out).toContain('cpu: self-test passed')
  })

  it('names a device that cannot be used, and a model that is broken, unknown or not there', async () => {
    const terminal = await fakeTerminal({ environment: { DEVICE: 'cuda', MODEL_DIR: 'mine:empty', MODEL: 'IF' } })
    const folder = join(terminal.directory, 'mine', 'half')
    await mkdir(join(folder, 'unet'), { recursive: true })
    await mkdir(join(terminal.directory, 'empty'))
    await writeFile(join(folder, 'unet', 'config.json'), '{}')
    const entry = {
      name: 'a/b',
      commit: 'c',
      folder: '',
      files: { 'unet/weights.safetensors': { size: 9, checksum: 'd' } },
    }
    await writeFile(join(folder, 'download.json'), JSON.stringify({ version: 1, repositories: [entry] }))
    const { code, out } = await terminal.run('doctor')
    expect(code).toBe(1)
    expect(out).toMatch(/- The device "cuda" cannot be used here: .*CUDA 12/)
    expect(out).toContain('- There is no model IF; set MODEL to one of half, duckling.')
    expect(out).toContain('- MODEL_DIR names ~/empty, which holds no model; correct it in .env.')
    expect(out).toContain(
      '- The model half is incomplete (unet/weights.safetensors is missing or cut short); run the npx duckrabbit pull that fetched it again.',
    )
  })
})
