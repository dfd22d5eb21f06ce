import { type Command, Option } from 'commander'
import type { Pictures } from '#src/renderer/renderer.ts'
import { UserError } from '#src/errors.ts'
import { fields } from '#src/requests/fields.ts'
import { numeric } from '#src/requests/numeric.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import type { Terminal } from '../terminal.ts'
import { withoutUndefined } from './without-undefined.ts'
import { runDrawing, type OutputOptions } from './run-drawing.ts'
import { addSettingOptions, type ModeSettings, type SettingOptions, settingsOf } from './setting-options.ts'
import { addRendererOptions } from './renderer-options.ts'

/** The options that every `draw` subcommand has. */
export interface ModeOptions extends SettingOptions, OutputOptions {
  readonly bestOf?: number | string
}

/** Adds the options of every mode below the mode's own. */
export function addModeOptions(command: Command, settings: ModeSettings): Command {
  addSettingOptions(command, settings)
  addRendererOptions(command)
  if (!settings.sheetOnly) {
    if (settings.stages === 'both') command.addOption(bestOfOption())
    command
      .addOption(new Option('--sheet', 'Also write all pictures on one sheet, with their scores if there is a CLIP.'))
      .addOption(new Option('--strip', 'Also write the intermediate steps side by side.'))
      .addOption(
        new Option(
          '--animate',
          'Also write an animation as WebP: between the readings, from the original picture, or out of the noise.',
        ),
      )
  }
  return command.addOption(new Option('--out <path>', 'A file ending in .png, or a folder. Default: the folder out.'))
}

const bestOfOption = (): Option =>
  new Option('--best-of <n>', `${fields.bestOf.description} A CLIP chooses.`).argParser(numeric)

/** Builds a request from the mode's own fields and the shared settings. */
export function requestOf(
  own: Readonly<Record<string, unknown>>,
  options: ModeOptions,
  settings: ModeSettings,
): unknown {
  if (options.bestOf !== undefined && options.count !== undefined) {
    throw new UserError('bad-request', 'Give either --count or --best-of, not both.')
  }
  const { model: _model, ...given } = settingsOf(options, settings)
  return { ...own, ...given, ...withoutUndefined({ bestOf: options.bestOf }) }
}

/** Checks the request and draws it. */
export async function drawMode(
  terminal: Terminal,
  request: unknown,
  options: ModeOptions,
  pictures: Pictures = new Map(),
): Promise<void> {
  await runDrawing(terminal, parseRequest(request), pictures, options)
}
