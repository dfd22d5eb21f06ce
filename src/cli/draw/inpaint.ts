import { type Command, Option } from 'commander'
import { UserError } from '#src/errors.ts'
import { fields } from '#src/requests/fields.ts'
import { maskRegions } from '#src/requests/mask-spec.ts'
import { namedMask } from '#src/requests/mask-words.ts'
import { inpaintQualities } from '#src/requests/modes/inpaint.ts'
import { modes } from '#src/requests/modes/registry.ts'
import type { Terminal } from '../terminal.ts'
import { addModeOptions, drawMode, type ModeOptions, requestOf } from './mode-options.ts'
import { withoutUndefined } from './without-undefined.ts'
import { type PictureFiles, pictureFiles } from './picture-files.ts'
import { numbersIn } from '#src/requests/lists.ts'
import { numeric } from '#src/requests/numeric.ts'

interface InpaintOptions extends ModeOptions {
  readonly mask?: string
  readonly region?: string
  readonly cells?: readonly (number | string)[]
  readonly invertMask?: boolean
  readonly quality?: string
  readonly jumpLength?: number | string
  readonly repeats?: number | string
  readonly strength?: number | string
  readonly feather?: number | string
}

/** `duckrabbit draw inpaint beach.png "a lighthouse" --mask mask.png` */
export function addInpaint(draw: Command, terminal: Terminal): void {
  const command = draw
    .command('inpaint')
    .description(modes.inpaint.description)
    .argument('<picture>', 'a file')
    .argument('[prompt]', 'what the picture should show')
    .addOption(new Option('--mask <file>', 'A picture of the same shape. White is repainted, black stays.'))
    .addOption(new Option('--region <list>', `Named parts instead of a mask: ${maskRegions.join(', ')}.`))
    .addOption(
      new Option('--cells <list>', 'Cells of a 5 × 5 grid instead, 1 at the top left: 7,8,12.').argParser(numbersIn),
    )
    .addOption(new Option('--invert-mask', 'Swap what is repainted and what stays.'))
    .addOption(
      new Option('--quality <name>', `How the new part is blended in: ${inpaintQualities.join(', ')}. Default: fast.`),
    )
    .addOption(number('--jump-length <n>', 'How many steps each jump back covers (quality good).'))
    .addOption(number('--repeats <n>', 'How often each stretch is repeated (quality good).'))
    .addOption(number('--strength <n>', fields.strength.description))
    .addOption(number('--feather <px>', 'Width of the soft edge around the mask.'))
    .action(async (path: string, prompt: string | undefined, options: InpaintOptions) => {
      const files = pictureFiles(terminal.directory)
      const { invertMask, quality, jumpLength, repeats, strength, feather } = options
      const own = {
        mode: 'inpaint',
        picture: await files.read(path),
        mask: await maskOf(options, files),
        ...withoutUndefined({ prompt, invertMask, quality, jumpLength, repeats, strength, feather }),
      }
      await drawMode(terminal, requestOf(own, options, modes.inpaint), options, files.pictures)
    })
  addModeOptions(command, modes.inpaint)
}

async function maskOf({ mask, region, cells }: InpaintOptions, { read }: PictureFiles): Promise<unknown> {
  if ([mask, region, cells].filter((given) => given !== undefined).length > 1) {
    throw new UserError('bad-request', 'Give only one of --mask, --region and --cells.')
  }
  if (mask !== undefined) return { from: 'picture', picture: await read(mask) }
  if (region !== undefined) return namedMask(region)
  if (cells !== undefined) return { from: 'cells', cells }
  return { from: 'transparency' }
}

function number(flags: string, description: string): Option {
  return new Option(flags, description).argParser(numeric)
}
