import type { Reply, TestMessage } from 'local-discord/testing'

/** The notes that were asked for. A second press right after the first one counts as the same. */
const notes = new WeakMap<TestMessage, Promise<TestMessage>>()

/** The private note that the Details button of a result brings. */
export function detailsOf(message: TestMessage): Promise<TestMessage> {
  const note = notes.get(message) ?? asked(message)
  notes.set(message, note)
  return note
}

async function asked(message: TestMessage): Promise<TestMessage> {
  const reply = await (message.now() ?? message).press('Details')
  return reply.until(({ id, loading }) => id !== message.id && !loading, 'the details')
}

/** Presses a button of a result, or of its details where the message has no room for it. */
export async function pressOn(message: TestMessage, label: string): Promise<Reply> {
  const shown = message.now() ?? message
  return (shown.buttons.includes(label) ? shown : await detailsOf(message)).press(label)
}

/** Deletes a result and says yes to the question. */
export async function deleteFor(message: TestMessage): Promise<Reply> {
  const { modal } = await message.press('Delete')
  return modal.submit()
}

/** The id of the job that a message is about, as its buttons name it. */
export function jobIdOn({ controls }: Pick<TestMessage, 'controls'>): string {
  return controls.map(({ customId }) => customId.split(':')[1]).find((id) => id !== undefined) ?? ''
}
