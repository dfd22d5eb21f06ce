import { type Command, Option } from 'commander'
import type { Pictures } from '#src/renderer/renderer.ts'
import { UserError } from '#src/errors.ts'
import { numeric } from '#src/requests/numeric.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import type { Terminal } from '../terminal.ts'
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
    command
      .addOption(
        new Option(
          '--best-of <n>',
          'Draw this many seeds and a sheet of all to choose from. A CLIP among the models ranks them.',
        ).argParser(numeric),
      )
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

/** Builds a request from the mode's own fields and the shared settings. */
export function requestOf(
  own: Readonly<Record<string, unknown>>,
  options: ModeOptions,
  settings: ModeSettings,
): unknown {
  if (options.bestOf !== undefined && options.count !== undefined) {
    throw new UserError('bad-request', 'Give either --count or --best-of, not both.')
  }
  const counted = { ...options, ...(options.bestOf !== undefined && { count: options.bestOf }) }
  const { model: _model, ...given } = settingsOf(counted, settings)
  return { ...own, ...given }
}

/** Checks the request and draws it. */
export async function drawMode(
  terminal: Terminal,
  request: unknown,
  options: ModeOptions,
  pictures: Pictures = new Map(),
): Promise<void> {
  await runDrawing(terminal, parseRequest(request), pictures, {
    ...options,
    sheet: options.sheet === true || options.bestOf !== undefined,
  })
}
