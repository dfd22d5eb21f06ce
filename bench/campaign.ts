import { cpus, loadavg, totalmem } from 'node:os'
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Finding } from './campaign/measure.ts'
import type { Part, PartOptions } from './campaign/part.ts'
import { commands } from './campaign/part-commands.ts'
import { cost } from './campaign/part-cost.ts'
import { discordFaults } from './campaign/part-discord-faults.ts'
import { forged } from './campaign/part-forged.ts'
import { hostile } from './campaign/part-hostile.ts'
import { kills, remoteKills } from './campaign/part-kills.ts'
import { machine } from './campaign/part-machine.ts'
import { mixed } from './campaign/part-mixed.ts'
import { models } from './campaign/part-models.ts'
import { seeded } from './campaign/random.ts'

/**
 * Tests the bot with crowds, kills and faults, and writes the results into `docs/reliability.md`:
 *
 * node --import tsx/esm bench/campaign.ts --only commands,mixed --minutes 2 --seed 7 --write
 */
const parts: Readonly<Record<string, Part>> = {
  commands,
  mixed,
  kills,
  'remote-kills': remoteKills,
  'discord-faults': discordFaults,
  machine,
  hostile,
  models,
  forged,
  cost,
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(parts).join(',') },
    /** The maximum minutes of each part. */
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    commands: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '20' },
    kills: { type: 'string', default: '50' },
    files: { type: 'string', default: '300' },
    write: { type: 'boolean', default: false },
    /** A folder for a CPU profile of the bot, of the part `mixed`. `bench/longest-work.ts` reads it. */
    profile: { type: 'string' },
  },
})

const report = new URL('../docs/reliability.md', import.meta.url)
let failed = 0
for (const name of values.only.split(',')) {
  const part = parts[name]
  if (part === undefined) throw new Error(`There is no part ${name}, only: ${Object.keys(parts).join(', ')}`)
  const options: PartOptions = {
    minutes: Number(values.minutes),
    commands: Number(values.commands),
    rate: Number(values.rate),
    kills: Number(values.kills),
    files: Number(values.files),
    // Each part has its own random choices, so that they are the same when it is run alone.
    random: seeded(Number(values.seed)),
    ...(values.profile !== undefined && { profile: values.profile }),
    print: (line) => console.log(`  ${line}`),
  }
  const since = performance.now()
  console.log(`${name}: ${part.describe(options)}`)
  const findings = await part.run(options)
  const seconds = Math.round((performance.now() - since) / 1000)
  for (const { claim, holds, measured } of findings)
    console.log(`  ${holds ? 'holds' : 'FAILS'}  ${claim}: ${measured}`)
  failed += findings.filter(({ holds }) => !holds).length
  if (values.write) await write(name, table(part.describe(options), findings, seconds))
}
process.exit(failed === 0 ? 0 : 1)

function table(what: string, findings: readonly Finding[], seconds: number): string {
  const [cpu] = cpus()
  const [load = 0] = loadavg()
  const date = new Date().toISOString().slice(0, 10)
  const machineFacts = `${cpus().length} × ${cpu?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, load average ${load.toFixed(1)}`
  return [
    `${what}. Seed ${values.seed}, at most ${values.minutes} minutes; took ${seconds} s on ${date} (${machineFacts}).`,
    '',
    '| must hold | holds | measured |',
    '|---|---|---|',
    ...findings.map(({ claim, holds, measured }) => `| ${claim} | ${holds ? 'yes' : '**no**'} | ${measured} |`),
  ].join('\n')
}

/** Replaces the part's section in the report. */
async function write(name: string, text: string): Promise<void> {
  const [begin, end] = [`<!-- campaign ${name} -->`, `<!-- end ${name} -->`]
  const before = await readFile(report, 'utf8')
  const [head, rest] = before.split(begin)
  const [, tail] = rest?.split(end) ?? []
  if (head === undefined || tail === undefined) throw new Error(`docs/reliability.md has no section for ${name}`)
  await writeFile(report, `${head}${begin}\n\n${text}\n\n${end}${tail}`)
}
