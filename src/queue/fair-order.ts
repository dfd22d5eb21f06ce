/** The facts about a waiting job that decide its position. */
export interface Standing {
  readonly personId: string
  /** Milliseconds since 1970. */
  readonly acceptedAt: number
  /** The expected engine time, in seconds. */
  readonly seconds: number
}

/** The weight of engine time relative to time spent waiting. */
const weight = 4

/**
 * The order in which waiting jobs run.
 *
 * Each job has a virtual start: the time of its acceptance, plus its person's recent engine time, plus the expected engine
 * time of the person's jobs that run or precede it (start-time fair queueing; Goyal, Vin and Cheng 1996, with usage that
 * decays). The job with the earliest virtual start goes first. People therefore take turns, no matter how many jobs they
 * have, and people with little recent use go before people with much. As acceptance times grow, nobody waits for ever.
 *
 * @param waiting in order of acceptance
 * @param used the decayed engine time of each person in seconds, including the expected time of running jobs
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
