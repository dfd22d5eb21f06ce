import { type Command, Option } from 'commander'
import { UserError } from '#src/errors.ts'
import { fields } from '#src/requests/fields.ts'
import type { PictureFiles } from './picture-files.ts'
import { numeric } from '#src/requests/numeric.ts'

/** The options for the start of an illusion as commander parses them. */
export interface StartOptions {
  readonly start?: string
  readonly strength?: number | string
}

/** Adds these options to a subcommand. */
export function addStartOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--start <file>', 'Start from this picture, noised, instead of pure noise. This varies a result.'),
    )
    .addOption(
      new Option('--strength <n>', `With --start: ${fields.strength.description} Default: 0.7.`).argParser(numeric),
    )
}

/** The start in the form of a request; undefined for pure noise. */
export async function startOf({ start, strength }: StartOptions, { read }: PictureFiles): Promise<unknown> {
  if (start !== undefined) return { picture: await read(start), strength: strength ?? 0.7 }
  if (strength === undefined) return undefined
  throw new UserError('bad-request', '--strength says how much a picture may change; give the picture with --start.')
}
