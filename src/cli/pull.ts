import { Option, type Command } from 'commander'
import type { Terminal } from './terminal.ts'
import { sizes, upscalers } from './pull/deepfloyd-target.ts'
import type { PullCommandOptions } from './pull/options.ts'

/** Adds `duckrabbit pull`, which fetches models from Hugging Face. */
export function addPull(program: Command, terminal: Terminal): void {
  program
    .command('pull')
    .description('Fetch a model from Hugging Face: deepfloyd, or OWNER/NAME for another one of its kind or a CLIP.')
    .argument('<model>', 'deepfloyd, or OWNER/NAME')
    .addOption(new Option('--size <size>', 'stage I of DeepFloyd IF (default: the largest that fits)').choices(sizes))
    .addOption(
      new Option('--upscaler <size>', 'stage II of DeepFloyd IF (default: the one that suits the size)').choices(
        upscalers,
      ),
    )
    .option('--revision <name>', 'a branch, a tag or a commit of OWNER/NAME')
    .option('--to <folder>', 'the folder that holds models (default: MODEL_DIR, else weights)')
    .option('--dry-run', 'only print what would be fetched')
    .option('--accept-license', 'accept the licence without being asked')
    .action(async (model: string, options: PullCommandOptions) => {
      const { runPull } = await import('./pull/run-pull.ts')
      await runPull(model, options, terminal)
    })
}
