import { type Command, Option } from 'commander'
import { UserError } from '#src/errors.ts'
import { fields } from '#src/requests/fields.ts'
import { illusionMerges } from '#src/requests/modes/illusion-fields.ts'
import { viewNames } from '#src/pipeline/views/registry.ts'
import { viewFrom } from '#src/requests/view-words.ts'
import { modes } from '#src/requests/modes/registry.ts'
import type { Terminal } from '../terminal.ts'
import { addModeOptions, drawMode, type ModeOptions, requestOf } from './mode-options.ts'
import { withoutUndefined } from './without-undefined.ts'
import { pictureFiles } from './picture-files.ts'
import { noRectifyOption, rectifyOption } from './rectify-options.ts'
import { addStartOptions, type StartOptions, startOf } from './start-options.ts'

interface AnagramOptions extends ModeOptions, StartOptions {
  readonly views: string
  readonly style?: string
  readonly merge?: string
  readonly rectify?: boolean
}

/** `duckrabbit draw anagram "a duck" "a rabbit" --views rotate_cw --style "an oil painting of"` */
export function addAnagram(draw: Command, terminal: Terminal): void {
  const command = draw
    .command('anagram')
    .description(modes.anagram.description)
    .argument('<prompts...>', 'what it shows, one prompt per view')
    .addOption(
      new Option(
        '--views <list>',
        `The view of each prompt. If there is one view less than prompts, the first prompt shows in the unchanged picture. ` +
          `Of ${viewNames.join(', ')}; with parameters: jigsaw:seed=3, patch_permute:pieces=8, skew:factor=2.`,
      ).default('flip'),
    )
    .addOption(new Option('--style <text>', fields.style.description))
    .addOption(new Option('--merge <name>', `How the readings are merged: ${illusionMerges.join(' or ')}.`))
    .addOption(rectifyOption())
    .addOption(noRectifyOption())
    .action(async (prompts: readonly string[], options: AnagramOptions) => {
      const files = pictureFiles(terminal.directory)
      const { style, merge, rectify } = options
      const start = await startOf(options, files)
      const own = {
        mode: 'anagram',
        readings: readingsOf(prompts, options.views),
        ...withoutUndefined({ style, merge, rectify, start }),
      }
      await drawMode(terminal, requestOf(own, options, modes.anagram), options, files.pictures)
    })
  addModeOptions(addStartOptions(command), modes.anagram)
}

function readingsOf(prompts: readonly string[], list: string): unknown[] {
  const named = list.split(',')
  const views = named.length === prompts.length - 1 ? ['identity', ...named] : named
  if (views.length !== prompts.length) {
    throw new UserError(
      'bad-request',
      `An anagram needs a view for each prompt; you gave ${prompts.length} prompts and ${named.length} views.`,
    )
  }
  return prompts.map((prompt, i) => ({ prompt, view: viewFrom(views[i] ?? '') }))
}
