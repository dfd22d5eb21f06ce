import type { Command } from 'commander'
import type { Terminal } from './terminal.ts'

/** Adds `duckrabbit worker`, which draws on this machine for bots elsewhere. */
export function addWorker(program: Command, { configuration }: Terminal): void {
  program
    .command('worker')
    .description('Draw on this machine for the bots that use the same Redis (QUEUE_URL).')
    .action(async () => (await import('../run-worker.ts')).runWorker(configuration()))
}
