/**
 * The custom id of a button, a menu or a form: `action:job` or `action:job:argument`, with a `!` after the action if
 * the answer is for everyone although the button is in a private message.
 *
 * It holds no other state. The store has the rest, so a button works as long as its message exists, across restarts.
 */
export interface CustomId {
  /** Which handler answers; the `id` of a button, a menu or a form. */
  readonly action: string
  /** The id of the job, or of a draft that has not become one yet. */
  readonly job: string
  /** A picture's index, for example. Empty if the action needs none. */
  readonly argument: string
  /** The answer goes to the channel, even from a private message. */
  readonly inChannel?: true
}

/** The maximum length of a custom id in Discord. */
const maxLength = 100

/** @throws RangeError beyond Discord's 100 characters */
export function customId(action: string, job: string, argument: string | number = '', inChannel = false): string {
  const head = `${action}${inChannel ? '!' : ''}:${job}`
  const id = argument === '' ? head : `${head}:${argument}`
  if (id.length > maxLength)
    throw new RangeError(`Expected a custom id of at most ${maxLength} characters, got ${id.length}`)
  return id
}

/** Parses a custom id, or undefined if it is not one of the bot's. */
export function readCustomId(id: string): CustomId | undefined {
  const [head = '', job = '', ...rest] = id.split(':')
  const inChannel = head.endsWith('!')
  const action = inChannel ? head.slice(0, -1) : head
  if (action === '' || job === '') return undefined
  return { action, job, argument: rest.join(':'), ...(inChannel && { inChannel }) }
}
