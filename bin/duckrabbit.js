#!/usr/bin/env node
// TypeScript runs through tsx; there is no build step. Why tsx/esm: src/workers/fork-worker.ts.
import 'tsx/esm'

await import('../src/cli.ts')
