/** What one check found. */
export interface Section {
  /** The name for programs: `machine`, `devices`. */
  readonly name: string
  readonly title: string
  /** One sentence each, which says what is wrong and what to do. */
  readonly problems: readonly string[]
  /** What people read, a line each. */
  readonly lines: readonly string[]
  /** The same for programs. */
  readonly facts: Readonly<Record<string, unknown>>
}
