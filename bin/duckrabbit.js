#!/usr/bin/env node
// TypeScript runs through tsx; there is no build step. Why tsx/esm: src/forked/fork-child.ts.
import 'tsx/esm'

await import('../src/cli.ts')
