import { gigabytes } from '#src/gigabytes.ts'
import { doctorMessages as words } from '#src/messages/doctor-messages.ts'
import { precisionsInWords } from '#src/network/memory-plan.ts'
import type { TextEncoderBits } from '#src/network/planned-networks.ts'
import { memoryOfModel, memoryOnCard, type ModelState } from './find-model-states.ts'
import type { ProbeResult } from './probe-device.ts'
import type { Section } from './section.ts'

/** Memory that networks may take: of the machine, or of a graphics card. */
export interface Place {
  readonly name: string
  readonly bytes: number
  /** Whether it is that of a graphics card. */
  readonly isCard: boolean
}

export interface ModelsInspection {
  readonly states: readonly ModelState[]
  /** The folders of `MODEL_DIR`. */
  readonly given: readonly string[]
  /** All folders in which models are looked for. */
  readonly folders: readonly string[]
  /** The model that is configured as the default. */
  readonly preferred: string | undefined
  /** The memory of the machine first. */
  readonly places: readonly Place[]
  readonly results: readonly ProbeResult[]
  /** Bits of the text encoder's weights, if they are configured. */
  readonly textEncoderBits?: TextEncoderBits | undefined
}

/** Checks the models: whether they are complete, where they fit, and how long a picture takes. */
export function inspectModels(inspection: ModelsInspection): Section {
  const { states, given, folders, preferred } = inspection
  const problems = given
    .filter((folder) => !states.some((state) => state.folder === folder || state.folder.startsWith(`${folder}/`)))
    .map(words.emptyFolder)
  if (states.length === 0) problems.push(words.noModels(folders.join(', ')))
  const names = states.map(({ name }) => name)
  if (preferred !== undefined && !names.includes(preferred))
    problems.push(words.noSuchModel(preferred, names.join(', ')))
  const lines: string[] = []
  const facts: Record<string, unknown> = {}
  for (const state of states) {
    const described = describe(state, inspection)
    problems.push(...described.problems)
    lines.push(...described.lines)
    facts[state.name] = described.facts
  }
  return { name: 'models', title: 'Models', problems, lines, facts }
}

function describe(state: ModelState, { places, results, textEncoderBits }: ModelsInspection) {
  const { name, folder, model, clip, refusal, lacking, remarks } = state
  const problems: string[] = []
  if (lacking.length > 0) problems.push(words.incompleteModel(name, lackingInWords(lacking)))
  else if (refusal !== undefined) problems.push(words.brokenModel(name, refusal))
  if (model === undefined)
    return { problems, lines: [`${name}: cannot draw`, `  ${folder}`], facts: { folder, refusal, lacking } }
  const plans = places.map(({ name: place, bytes, isCard }) => ({
    place,
    bytes,
    plan: (isCard ? memoryOnCard : memoryOfModel)({ ...model, clip }, bytes, textEncoderBits),
  }))
  const [own] = plans
  if (own !== undefined && !own.plan.fits) {
    problems.push(words.tooLarge(name, own.plan.largest, gigabytes(own.plan.least), gigabytes(own.bytes)))
  }
  const sizes = model.stages.map(({ sampleSize }) => `${sampleSize} px`).join(' → ')
  const seconds = secondsOf(folder, results)
  return {
    problems,
    lines: [
      `${name}: ${sizes}, ${gigabytes(model.bytes)} on disk, ${lacking.length === 0 ? 'complete' : 'incomplete'}`,
      `  memory: ${gigabytes(own?.plan.least ?? 0)} for the ${own?.plan.largest ?? 'networks'} at least, ${gigabytes(own?.plan.together ?? 0)} for all networks together (calculated)`,
      ...(own === undefined ? [] : [`  ${precisionsInWords(own.plan)}`]),
      ...plans.map(
        ({ place, bytes, plan }) => `  ${place} (${gigabytes(bytes)}): ${fitInWords(plan.fits, plan.fitsTogether)}`,
      ),
      ...(seconds.length === 0
        ? ['  time: not measured (npx duckrabbit doctor --measure measures large models too)']
        : []),
      ...seconds.map(
        ({ device, picture, steps }) =>
          `  ${device}: ${picture.toFixed(1)} s a picture without its text (measured: ${steps.map((step) => `${step.toFixed(3)} s`).join(' and ')} a guided step)`,
      ),
      ...remarks.map((remark) => `  ${remark}`),
      `  ${folder}`,
    ],
    facts: {
      folder,
      bytes: model.bytes,
      licence: model.licence,
      lacking,
      memory: plans.map(({ place, bytes, plan }) => ({ place, bytes, ...plan })),
      seconds,
    },
  }
}

function lackingInWords(files: readonly string[]): string {
  const [first = '', ...rest] = files
  return rest.length === 0
    ? `${first} is missing or cut short`
    : `${first} and ${rest.length} more are missing or cut short`
}

function fitInWords(fits: boolean, together: boolean): string {
  if (together) return 'all networks fit together'
  return fits ? 'fits one network at a time, which loads them again for each picture' : 'does not fit'
}

function secondsOf(folder: string, results: readonly ProbeResult[]) {
  return results.flatMap(({ device, messages }) =>
    messages.flatMap((message) =>
      message.kind === 'model' && message.folder === folder
        ? [{ device, picture: message.picture, steps: message.steps, loading: message.loading }]
        : [],
    ),
  )
}
