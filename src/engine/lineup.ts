/** What decides which jobs may run beside each other. */
export interface Contender {
  readonly id: string
  /** Something died while it ran: it runs alone from now on. */
  suspect: boolean
  /** Deaths of the engine while it ran alone. */
  deaths: number
}

/** Who may start now, given who runs. Suspects go first, one at a time, and nothing runs beside them. */
export function mayStart<Task extends Contender>(waiting: readonly Task[], running: readonly Task[]): readonly Task[] {
  if (running.some(({ suspect }) => suspect)) return []
  const suspect = waiting.find((task) => task.suspect)
  if (suspect === undefined) return [...waiting]
  return running.length === 0 ? [suspect] : []
}

/**
 * Charges a death to those that ran: to a job that ran alone for certain; where several ran, nobody knows, and all
 * become suspects. Returns those that have reached `limit`.
 */
export function charge<Task extends Contender>(running: readonly Task[], limit: number): readonly Task[] {
  for (const task of running) {
    task.suspect = true
    if (running.length === 1) task.deaths++
  }
  return running.filter(({ deaths }) => deaths >= limit)
}
