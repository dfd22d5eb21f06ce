/** Something that Discord's own app would not let a person do. The message is one sentence for that person. */
export class RefusedAction extends Error {
  override readonly name = 'RefusedAction'
  readonly details: Readonly<Record<string, unknown>>

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.details = details
  }
}
