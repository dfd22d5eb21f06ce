import { homedir } from 'node:os'
import { createAsk } from './cli/ask.ts'
import { exitCodes } from './cli/exit.ts'
import { run } from './cli/run.ts'
import { ignoreClosedPipes } from './closed-pipe.ts'
import { loadConfiguration, readEnvironment } from './config.ts'

ignoreClosedPipes(process.stdout, process.stderr)

process.exitCode = await run(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  directory: process.cwd(),
  configuration: loadConfiguration,
  environment: readEnvironment,
  home: homedir(),
  ask: createAsk(process.stdin, process.stderr),
  openRenderer: async (settings) => (await import('./renderer/create-renderer.ts')).createRenderer(settings),
  takeInterrupts,
  now: () => performance.now(),
})

function takeInterrupts(): AbortSignal {
  const interrupt = new AbortController()
  process.on('SIGINT', () => {
    if (interrupt.signal.aborted) process.exit(exitCodes.interrupted)
    process.stderr.write('\nStopping after this step (Ctrl-C again stops at once).\n')
    interrupt.abort()
  })
  return interrupt.signal
}
