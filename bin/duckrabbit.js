#!/usr/bin/env node
// TypeScript runs through tsx; there is no build step.
import 'tsx'

await import('../src/cli.ts')
