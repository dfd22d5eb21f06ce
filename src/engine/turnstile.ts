/** Runs one piece of work after the other, in order of the calls. */
export type Turnstile = <Value>(work: () => Promise<Value>) => Promise<Value>

export function createTurnstile(): Turnstile {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}
