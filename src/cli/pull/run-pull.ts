import { setTimeout } from 'node:timers/promises'
import { resolve } from 'node:path'
import { UserError } from '#src/errors.ts'
import { gigabytes } from '#src/gigabytes.ts'
import { freeSpace } from '#src/free-space.ts'
import { bytesNeeded } from '#src/hub/disk-space.ts'
import { createHub, type Hub } from '#src/hub/hub.ts'
import { planPull, type PullPlan, type PullTarget } from '#src/hub/plan-pull.ts'
import { pull } from '#src/hub/pull.ts'
import { checked, endpointOf, findToken, hubCacheOf, type HubToken } from '#src/hub/token.ts'
import { pullMessages as words } from '#src/messages/pull-messages.ts'
import { Interrupted } from '../exit.ts'
import { timeOf } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import { acceptLicence } from './accept-licence.ts'
import { describePlan } from './describe-plan.ts'
import { finish } from './finish.ts'
import type { PullCommandOptions } from './options.ts'
import { targetOf } from './target.ts'
import { createTransferProgress } from './transfer-progress.ts'

/**
 * `duckrabbit pull`: plans, asks for what is missing (a token, the licence), fetches, and says how to use the result.
 *
 * @throws UserError, Interrupted
 */
export async function runPull(model: string, options: PullCommandOptions, terminal: Terminal): Promise<void> {
  const { out, err, directory } = terminal
  const { memoryBudget, modelDirs, givenModelDirs } = terminal.configuration()
  const target = targetOf(model, options, memoryBudget, (line) => void err.write(`${line}\n`))
  const to = resolve(directory, options.to ?? givenModelDirs[0] ?? 'weights')
  const signal = terminal.takeInterrupts()
  try {
    const { hub, plan } = await planWithToken(target, to, options.dryRun === true, terminal, signal)
    const { free, device } = await freeSpace(plan.folder)
    for (const line of describePlan(plan)) out.write(`${line}\n`)
    const total = plan.files.reduce((sum, { file }) => sum + file.size, 0)
    const needed = bytesNeeded(plan, device)
    out.write(`${words.sizes(gigabytes(total), gigabytes(needed), gigabytes(free), to)}\n`)
    if (options.dryRun === true) {
      if (plan.refusal !== undefined) out.write(`${words.withoutAccess(plan.refusal.message)}\n`)
      out.write(`${words.dryRun}\n`)
      return
    }
    if (plan.files.every(({ state }) => state.kind === 'here')) out.write(`${words.complete}\n`)
    else await fetchAll(plan, hub, terminal, { signal, accepted: options.acceptLicense === true })
    await finish(plan, { out, to, modelDirs, givenModelDirs })
  } catch (error) {
    if (signal.aborted) throw new Interrupted(words.stopped)
    throw error
  }
}

/** Plans with the token that is found, and asks for one where the hub wants it. */
async function planWithToken(
  target: PullTarget,
  to: string,
  lenient: boolean,
  { environment, home, ask }: Terminal,
  signal: AbortSignal,
): Promise<{ hub: Hub; plan: PullPlan }> {
  const variables = environment()
  const endpoint = endpointOf(variables)
  const wait = async (milliseconds: number, stop: AbortSignal): Promise<void> => {
    await setTimeout(milliseconds, undefined, { signal: stop })
  }
  const attempt = async (token: HubToken | undefined) => {
    const hub = createHub({ endpoint, token, signal, wait })
    return { hub, plan: await planPull(target, { hub, to, hubCache: hubCacheOf(variables, home), lenient }) }
  }
  const token = await findToken(variables, home)
  try {
    return await attempt(token)
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'hub-no-token') || ask === undefined) throw error
    const typed = await ask(words.tokenQuestion(`${endpoint}/settings/tokens`), { hidden: true })
    if (typed === '') throw error
    return attempt(checked({ value: typed, source: 'the prompt' }, variables))
  }
}

async function fetchAll(
  plan: PullPlan,
  hub: Hub,
  { out, err, ask, now }: Terminal,
  { signal, accepted }: { readonly signal: AbortSignal; readonly accepted: boolean },
): Promise<void> {
  await acceptLicence(plan, { endpoint: hub.endpoint, accepted, ask, print: (line) => void err.write(`${line}\n`) })
  const total = plan.files.reduce((sum, { file, state }) => (state.kind === 'to-fetch' ? sum + file.size : sum), 0)
  const start = now()
  const progress = createTransferProgress({ output: err, now, total })
  try {
    const names = plan.repositories.map(({ repository }) => repository.name)
    await pull(plan, { hub, signal, accepted: names, progress })
  } finally {
    progress.end()
  }
  out.write(`${words.fetched(gigabytes(progress.fetched()), timeOf((now() - start) / 1000))}\n`)
}
