/** Runs `work` once no other work with the same key runs, in order of the calls. */
export type KeyedMutex = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>

/** Creates a lock for each key, within this process. */
export function createKeyedMutex(): KeyedMutex {
  const last = new Map<string, Promise<unknown>>()
  return async (key, work) => {
    const before = last.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    last.set(key, mine)
    try {
      return await mine
    } finally {
      if (last.get(key) === mine) last.delete(key)
    }
  }
}
