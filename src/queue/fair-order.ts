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
  const people = new Map<string, { charge: number; latest: number }>()
  const starts = waiting.map((job) => {
    const person = people.get(job.personId) ?? { charge: used.get(job.personId) ?? 0, latest: -Infinity }
    people.set(job.personId, person)
    // The clock may have been set back between two jobs of a person, which stay in their order all the same.
    person.latest = Math.max(person.latest, job.acceptedAt / 1000 + weight * person.charge)
    person.charge += job.seconds
    return { job, start: person.latest }
  })
  return starts.sort((a, b) => a.start - b.start).map(({ job }) => job)
}
