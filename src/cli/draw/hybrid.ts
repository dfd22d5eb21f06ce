import { type Command, Option } from 'commander'
import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'
import { fill } from '#src/messages/template.ts'
import { fields } from '#src/requests/fields.ts'
import { componentsOf, hybridKinds, type HybridKind } from '#src/requests/modes/hybrid.ts'
import { modes } from '#src/requests/modes/registry.ts'
import type { Terminal } from '../terminal.ts'
import { addModeOptions, drawMode, type ModeOptions, requestOf } from './mode-options.ts'
import { withoutUndefined } from './without-undefined.ts'
import { pictureFiles } from './picture-files.ts'
import { numbersIn } from '#src/requests/lists.ts'
import { numeric } from '#src/requests/numeric.ts'
import { noRectifyOption, rectifyOption } from './rectify-options.ts'
import { addStartOptions, type StartOptions, startOf } from './start-options.ts'

interface HybridOptions extends ModeOptions, StartOptions {
  readonly kind: string
  readonly sigma?: number | string
  readonly style?: string
  readonly rectify?: boolean
  readonly weights?: readonly (number | string)[]
  readonly pin?: string
}

const kindsInWords = hybridKinds.map((kind) => `${kind} (${componentsOf(kind).join(', ') || 'one weight per prompt'})`)

/** `duckrabbit draw hybrid "a skull" "a waterfall"`: the first is seen from afar, the second close by. */
export function addHybrid(draw: Command, terminal: Terminal): void {
  const command = draw
    .command('hybrid')
    .description(modes.hybrid.description)
    .argument('<prompts...>', "one prompt per component, in the kind's order; none for the pinned one")
    .addOption(new Option('--kind <name>', `${kindsInWords.join('; ')}.`).default('low_high'))
    .addOption(
      new Option('--sigma <px>', 'The blur that separates far from near, in pixels of the 64 px picture.').argParser(
        numeric,
      ),
    )
    .addOption(new Option('--weights <list>', 'Kind scale: a weight for each prompt.').argParser(numbersIn))
    .addOption(new Option('--pin <component=file>', 'A component that comes from a picture: low=photo.jpg.'))
    .addOption(new Option('--style <text>', fields.style.description))
    .addOption(rectifyOption())
    .addOption(noRectifyOption())
    .action(async (prompts: readonly string[], options: HybridOptions) => {
      const files = pictureFiles(terminal.directory)
      const { kind, sigma, style, rectify } = options
      const [component, path] = options.pin?.split(/=(.*)/s) ?? []
      if (options.pin !== undefined && path === undefined) {
        throw new UserError(
          'bad-request',
          `--pin takes a component and a file, such as low=photo.jpg; you gave ${options.pin}.`,
        )
      }
      const pinned = path === undefined ? undefined : { component, picture: await files.read(path) }
      const own = {
        mode: 'hybrid',
        kind,
        parts: partsOf(prompts, options, component),
        ...withoutUndefined({ pinned, sigma, style, rectify, start: await startOf(options, files) }),
      }
      await drawMode(terminal, requestOf(own, options, modes.hybrid), options, files.pictures)
    })
  addModeOptions(addStartOptions(command), modes.hybrid)
}

function partsOf(prompts: readonly string[], { kind, weights }: HybridOptions, pinned: string | undefined): unknown[] {
  const all: readonly string[] = isKind(kind) ? componentsOf(kind) : []
  const components = prompts.length === all.length ? all : all.filter((component) => component !== pinned)
  // The request's schema reports a component that the kind does not have.
  const known = pinned === undefined || all.includes(pinned)
  if (kind !== 'scale' && isKind(kind) && known && prompts.length !== components.length) {
    throw new UserError(
      'bad-request',
      `A ${kind} hybrid needs ${components.length} prompts here (${components.join(', ')}); you gave ${prompts.length}.`,
    )
  }
  if (kind === 'scale' && weights !== undefined && weights.length !== prompts.length) {
    throw new UserError(
      'bad-request',
      fill(optionRefused.weightsCount, { prompts: prompts.length, weights: weights.length }),
    )
  }
  return prompts.map((prompt, i) => ({
    component: components[i] ?? 'scale',
    prompt,
    ...withoutUndefined({ weight: weights?.[i] }),
  }))
}

function isKind(word: string): word is HybridKind {
  return hybridKinds.some((kind) => kind === word)
}
