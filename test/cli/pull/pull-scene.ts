import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { deepfloydRepositories } from '../../harness/local-hub/deepfloyd-repositories.ts'
import type { HubRepository } from '../../harness/local-hub/hub-repository.ts'
import { type LocalHub, startLocalHub } from '../../harness/local-hub/start-local-hub.ts'
import { type FakeOptions, fakeTerminal, type FakeTerminal } from '../fake-terminal.ts'

const token = 'hf_good'

export interface Scene {
  readonly hub: LocalHub
  readonly one: HubRepository
  readonly two: HubRepository
  readonly terminal: FakeTerminal
  /** The folder that the model becomes. */
  readonly model: string
}

/** A hub with the M sizes of IF, and a terminal with a token that has access to them. */
export async function scene(options: FakeOptions = {}): Promise<Scene> {
  const hub = await startLocalHub()
  const { one, two } = await deepfloydRepositories()
  hub.publish(one)
  hub.publish(two)
  hub.allow(token, { accepted: 'all' })
  const environment = { HF_ENDPOINT: hub.endpoint, HF_TOKEN: token, ...options.environment }
  const terminal = await fakeTerminal({ ...options, environment })
  return { hub, one, two, terminal, model: join(terminal.directory, 'weights', 'deepfloyd-m') }
}

/** The command line that fetches the M sizes without a question. */
export const pullM = ['pull', 'deepfloyd', '--size', 'M', '--accept-license']
export const unet = 'unet/diffusion_pytorch_model.fp16.safetensors'

/** The files in a folder and its folders, relative to it. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}
