/** Runs one piece of work after the other, in order of the calls. */
export type Mutex = <Value>(work: () => Promise<Value>) => Promise<Value>

export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}
