/**
 * What a button, a menu or a form says when someone uses it: `action:job` or `action:job:argument`.
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
}

/** Discord's most characters of a custom id. */
const maxLength = 100

/** @throws RangeError past Discord's 100 characters */
export function customId(action: string, job: string, argument: string | number = ''): string {
  const id = argument === '' ? `${action}:${job}` : `${action}:${job}:${argument}`
  if (id.length > maxLength)
    throw new RangeError(`Expected a custom id of at most ${maxLength} characters, got ${id.length}`)
  return id
}

/** The parts of a custom id; undefined where it is not one of ours. */
export function readCustomId(id: string): CustomId | undefined {
  const [action = '', job = '', ...rest] = id.split(':')
  return action === '' || job === '' ? undefined : { action, job, argument: rest.join(':') }
}
