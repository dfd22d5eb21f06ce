/** Runs one task after the other, in the order of the calls. */
export type Mutex = <Value>(work: () => Promise<Value>) => Promise<Value>

export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}
