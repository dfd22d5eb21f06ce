import { UserError } from '#src/errors.ts'
import type { PullPlan } from '#src/hub/plan-pull.ts'
import type { Repository } from '#src/hub/repository.ts'
import { pullMessages as words } from '#src/messages/pull-messages.ts'
import { Interrupted } from '../exit.ts'
import type { Terminal } from '../terminal.ts'

/** Licences that ask for nothing before a download. */
const open = /^(mit|apache-2\.0|bsd-\d-clause|cc0-1\.0|cc-by-4\.0|cc-by-sa-4\.0|unlicense|isc)$/

interface Agreement {
  readonly endpoint: string
  /** Whether the person has accepted by an option. */
  readonly accepted: boolean
  readonly ask: Terminal['ask']
  readonly print: (line: string) => void
}

/**
 * Shows the licence and asks whether it is accepted, once for each model: a later run finds the answer in the model's folder. Models
 * under a well-known open licence are fetched without a question.
 *
 * @throws UserError `licence-not-accepted` where nobody can be asked, Interrupted where the answer is no
 */
export async function acceptLicence(plan: PullPlan, { endpoint, accepted, ask, print }: Agreement): Promise<void> {
  const repositories = plan.repositories.map(({ repository }) => repository)
  const before = new Set(plan.record?.accepted)
  const asking = repositories.filter(
    ({ name, gated, licence }) => !before.has(name) && (gated || licence === undefined || !open.test(licence)),
  )
  const [first] = asking
  if (first === undefined) return
  for (const line of licenceLines(asking, first, endpoint)) print(line)
  if (accepted) return
  if (ask === undefined) throw new UserError('licence-not-accepted', words.cannotAsk)
  const answer = await ask(words.question)
  if (!/^y(es)?$/i.test(answer.trim())) throw new Interrupted(words.notAccepted)
}

function licenceLines(asking: readonly Repository[], first: Repository, endpoint: string): readonly string[] {
  const pageOf = ({ name }: Repository): string => `${endpoint}/${name}`
  if (asking.every(({ name }) => name.startsWith('DeepFloyd/'))) {
    return [words.deepfloydLicence, words.acceptOnPage(pageOf(first))]
  }
  return asking.map((repository) =>
    words.licence(repository.name, repository.licence ?? words.noLicence, repository.licenceUrl ?? pageOf(repository)),
  )
}
