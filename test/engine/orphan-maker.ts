import { startChild } from '#src/engine/child-handle.ts'

/** A process for `orphan.test.ts` to kill: starts an engine and says its number. */
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const child = startChild({
  settings: {
    modelDirs: [],
    device: 'cpu',
    threads: 1,
    memoryBudget: 1e9,
    cacheDir: process.argv[2],
    backend: new URL('../renderer/stub-backend.ts', import.meta.url).href,
  },
  log: silent,
  onMessage: ({ type }) => {
    if (type === 'ready') process.stdout.write(`${child.pid}\n`)
  },
  onExit: () => undefined,
})
