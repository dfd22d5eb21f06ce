/**
 * What a button, a menu or a form says when someone uses it: `action:job` or `action:job:argument`, with a `!` after the
 * action where the answer is for everyone although the button stands in a private message.
 *
 * It holds no other state. The store knows the rest, so a button works for as long as its message exists, whatever was
 * restarted in between.
 */
export interface CustomId {
  /** Which handler answers; the `id` of a button, a menu or a form. */
  readonly action: string
  /** The id of the job, or of a draft that has not become one yet. */
  readonly job: string
  /** A picture's index, say; empty where the action needs none. */
  readonly argument: string
  /** The answer goes to the channel, even from a private message. */
  readonly inChannel?: true
}

/** Discord's most characters of a custom id. */
const maxLength = 100

/** @throws RangeError past Discord's 100 characters */
export function customId(action: string, job: string, argument: string | number = '', inChannel = false): string {
  const head = `${action}${inChannel ? '!' : ''}:${job}`
  const id = argument === '' ? head : `${head}:${argument}`
  if (id.length > maxLength)
    throw new RangeError(`Expected a custom id of at most ${maxLength} characters, got ${id.length}`)
  return id
}

/** The parts of a custom id; undefined where it is not one of ours. */
export function readCustomId(id: string): CustomId | undefined {
  const [head = '', job = '', ...rest] = id.split(':')
  const inChannel = head.endsWith('!')
  const action = inChannel ? head.slice(0, -1) : head
  if (action === '' || job === '') return undefined
  return { action, job, argument: rest.join(':'), ...(inChannel && { inChannel }) }
}
