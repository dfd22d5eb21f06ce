/** What one check found. */
export interface Section {
  /** The name for programs: `machine`, `devices`. */
  readonly name: string
  readonly title: string
  /** Sentences that say what is wrong and what to do. */
  readonly problems: readonly string[]
  /** The lines that people read. */
  readonly lines: readonly string[]
  /** The same facts for programs. */
  readonly facts: Readonly<Record<string, unknown>>
}
