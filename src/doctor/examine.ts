import type { Clock } from '@duckrabbit/clock'
import type { Configuration } from '#src/config.ts'
import { UserError } from '#src/errors.ts'
import type { AccountFacts } from '#src/discord/transport/inspect-account.ts'
import { hasVulkanDriver } from '#src/network/vulkan-driver.ts'
import { findModelStates, memoryOfModel, type ModelState } from './find-model-states.ts'
import { nvidiaCards } from './graphics-cards.ts'
import { inspectData } from './inspect-data.ts'
import { inspectDevices } from './inspect-devices.ts'
import { inspectDiscord } from './inspect-discord.ts'
import { inspectMachine } from './inspect-machine.ts'
import { inspectModels } from './inspect-models.ts'
import { inspectModules } from './inspect-modules.ts'
import { probeDevice, type ProbeResult } from './probe-device.ts'
import type { ProbeSettings } from './probe-protocol.ts'
import type { Section } from './section.ts'

export interface Examination {
  readonly configuration: Configuration
  /** The memory that this process may use, in bytes. */
  readonly memory: number
  /** Whether large models are measured too. */
  readonly measure: boolean
  readonly clock: Pick<Clock, 'after'>
  /** The names of the bot's commands. */
  readonly commands: readonly string[]
  readonly inspectAccount: (token: string) => Promise<AccountFacts>
}

/** Networks of at most this many bytes in memory are measured by default. */
const smallEnough = 2.5e9

/** Checks everything that drawing needs, without changing anything. A check that does not apply says so. */
export async function examine(examination: Examination): Promise<readonly Section[]> {
  const { configuration, memory, commands, inspectAccount } = examination
  const {
    memoryBudget: budget,
    devices: wanted,
    modelDirs,
    givenModelDirs,
    model,
    dataDir,
    discordToken,
  } = configuration
  const modules = await inspectModules()
  const cards = await nvidiaCards()
  let states: readonly ModelState[] = []
  const unreadable: string[] = []
  try {
    states = await findModelStates(modelDirs)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    unreadable.push(error.message)
  }
  const results = await probeAll(examination, states, cards.length > 0)
  const [card] = cards
  const places = [
    { name: 'memory of the machine', bytes: budget, isCard: false },
    ...(card === undefined ? [] : [{ name: `memory of ${card.name}`, bytes: card.memory, isCard: true }]),
  ]
  const models = inspectModels({
    states,
    given: givenModelDirs,
    folders: modelDirs,
    preferred: model,
    places,
    results,
    textEncoderBits: configuration.textEncoderBits,
  })
  return [
    inspectMachine({ node: process.version, memory, budget }),
    modules,
    inspectDevices(results, cards, wanted),
    { ...models, problems: [...unreadable, ...models.problems] },
    await inspectData(dataDir),
    await inspectDiscord({ token: discordToken, commands, inspectAccount }),
  ]
}

async function probeAll(
  { configuration, measure, clock }: Examination,
  states: readonly ModelState[],
  hasCard: boolean,
): Promise<readonly ProbeResult[]> {
  const { memoryBudget: budget, devices: wanted, threads } = configuration
  const devices: ProbeSettings['device'][] = ['cpu']
  const isWanted = (name: string): boolean => wanted.some((one) => one.replace(/:\d+$/, '') === name)
  if (isWanted('webgpu') || (isWanted('auto') && (await hasVulkanDriver(process.platform, process.env)))) {
    devices.push('webgpu')
  }
  if (isWanted('cuda') || hasCard) devices.push('cuda')
  // The small ones first, since a large one may take too long.
  const models = states
    .flatMap(({ folder, model }) => (model === undefined ? [] : [{ folder, model }]))
    .filter(({ model }) => {
      const stages = memoryOfModel({ ...model, textEncoder: undefined }, budget)
      // Steps are measured in float32.
      const measurable = stages.fits && stages.networks.every(({ precision }) => precision === 'float32')
      return measurable && (measure || (memoryOfModel(model, budget).fits && stages.least <= smallEnough))
    })
    .sort((a, b) => a.model.bytes - b.model.bytes)
    .map(({ folder }) => folder)
  const results: ProbeResult[] = []
  for (const device of devices) results.push(await probeDevice({ device, threads, models }, { clock }))
  return results
}
