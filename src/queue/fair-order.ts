/** A job that waits, as far as the order goes. */
export interface Standing {
  readonly personId: string
  /** Milliseconds since 1970. */
  readonly acceptedAt: number
  /** What it is expected to take, in seconds. */
  readonly seconds: number
}

/** Engine time counts this many times as much as time spent waiting. */
const weight = 4

/**
 * The order in which waiting jobs run.
 *
 * Each job has a virtual start: when it was accepted, plus what its person has used lately, plus what the person's other
 * jobs are going to use that run or stand before it (start-time fair queueing; Goyal, Vin and Cheng 1996, with
 * use that fades). The earliest goes first. So people take turns whatever the number of their jobs, whoever used
 * little goes before who used much, and since time passes for all, nobody waits for ever.
 *
 * @param waiting in order of acceptance
 * @param used seconds that each person used lately, faded; running jobs with what they are expected to take
 */
export function fairOrder<Job extends Standing>(
  waiting: readonly Job[],
  used: ReadonlyMap<string, number>,
): readonly Job[] {
  const people = new Map<string, { readonly jobs: Job[]; charge: number }>()
  for (const job of waiting) {
    const person = people.get(job.personId) ?? { jobs: [], charge: used.get(job.personId) ?? 0 }
    person.jobs.push(job)
    people.set(job.personId, person)
  }
  const order: Job[] = []
  while (people.size > 0) {
    let first: { readonly personId: string; readonly job: Job; readonly start: number } | undefined
    for (const [personId, { jobs, charge }] of people) {
      const [job] = jobs
      if (job === undefined) continue
      const start = job.acceptedAt / 1000 + weight * charge
      if (first === undefined || start < first.start) first = { personId, job, start }
    }
    if (first === undefined) break
    order.push(first.job)
    const person = people.get(first.personId)
    person?.jobs.shift()
    if (person !== undefined) person.charge += first.job.seconds
    if (person?.jobs.length === 0) people.delete(first.personId)
  }
  return order
}
