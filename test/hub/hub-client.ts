import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createHub, type Hub } from '#src/hub/hub.ts'
import { planPull, type PullPlan } from '#src/hub/plan-pull.ts'
import { pull } from '#src/hub/pull.ts'
import { deepfloydRepositories } from '../harness/local-hub/deepfloyd-repositories.ts'
import { type LocalHub, startLocalHub } from '../harness/local-hub/start-local-hub.ts'

/** The repository of IF that these tests fetch. */
export const stageOneName = 'DeepFloyd/IF-I-M-v1.0'

/** A client whose pauses take no time but are noted, in seconds. */
export function client(endpoint: string, token?: string): { readonly hub: Hub; readonly waited: number[] } {
  const waited: number[] = []
  const hub = createHub({
    endpoint,
    token: token === undefined ? undefined : { value: token, source: 'HF_TOKEN' },
    signal: new AbortController().signal,
    wait: async (milliseconds) => void waited.push(milliseconds / 1000),
  })
  return { hub, waited }
}

/** Plans a download into a folder that goes with the test. */
export async function plan(
  hub: Hub,
  repository = stageOneName,
  { revision = 'main', to = '' } = {},
): Promise<PullPlan> {
  const folder = to || (await mkdtemp(join(tmpdir(), 'duckrabbit-pull-')))
  if (to === '') onTestFinished(() => rm(folder, { recursive: true }))
  const target = { name: 'model', sources: [{ repository, revision, folder: '' }] }
  return planPull(target, { hub, to: folder, hubCache: join(folder, 'cache'), lenient: false })
}

export const quiet = { onFile: () => undefined, onChecked: () => undefined, onFetched: () => undefined }
export const fetchAll = (found: PullPlan, hub: Hub, progress = quiet): Promise<void> =>
  pull(found, { hub, signal: new AbortController().signal, accepted: [], progress })

/** A hub with stage I of IF. */
export async function published(): Promise<LocalHub> {
  const server = await startLocalHub()
  server.publish((await deepfloydRepositories()).one)
  return server
}
