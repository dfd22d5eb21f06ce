/** Removes a file, unless it has a row. */
type Remove = (sha256: string, path: string) => Promise<void>

/** Picture files without a row that could not be removed, because their disk cannot be written. */
export interface LeftoverFiles {
  /** Removes a file now, or else when `retry` is called. */
  remove: Remove
  /** Tries again. Call it when something was written. */
  retry(): Promise<void>
}

export function createLeftoverFiles(remove: Remove): LeftoverFiles {
  const left = new Map<string, string>()

  const removeOrKeep = (sha256: string, path: string): Promise<void> =>
    remove(sha256, path).catch(() => void left.set(path, sha256))

  return {
    remove: removeOrKeep,
    async retry() {
      const due = [...left]
      left.clear()
      for (const [path, sha256] of due) await removeOrKeep(sha256, path)
    },
  }
}
