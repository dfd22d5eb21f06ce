/**
 * Everything that a button, a select or a form can ask for, each with what it does.
 *
 * A custom id is `verb:jobId` or `verb:jobId:argument`, at most 100 characters, and holds no state beyond that:
 * the job's row in the store says the rest, so a button works as long as its message exists, whatever was
 * restarted in between. Verbs are short because job ids are not; one that was ever sent must keep its meaning.
 */
export const verbs = {
  again: 'draw the same request with a new seed',
  remix: 'open a form with the recipe filled in',
  remixed: 'the remix form comes back',
  form: 'the form of a command comes back; the job is a draft',
  draw: 'draw with the mask that is shown; the job is a draft',
  change: 'choose the mask anew; the job is a draft',
  cells: 'cells of the mask were picked; the job is a draft',
  up: 'draw a result four times as large; the argument is the picture',
  vary: 'paint a result anew from itself; the argument is how much (little, much), then perhaps which picture',
  turn: 'show another meaning; the argument is which, then perhaps the picture that is picked',
  pick: 'show one of several pictures, or all; the argument is the meaning that is shown, the value which picture',
  move: 'show a picture in motion; the argument is perhaps which',
  steps: 'show how the picture came to be',
  bin: 'delete the result',
  stop: 'take a waiting job out of the line, or stop a running one',
  collect: 'show a result whose reply had expired; a press brings a new token',
} as const

export type Verb = keyof typeof verbs

/** What a custom id says. */
export interface Press {
  readonly verb: Verb
  readonly job: string
  /** A picture's index, a place in a grid; empty where the verb needs none. */
  readonly argument: string
}

const isVerb = (word: string): word is Verb => Object.hasOwn(verbs, word)

/** `verb:job` or `verb:job:argument`; throws a RangeError past Discord's 100 characters. */
export function customId(verb: Verb, job: string, argument: string | number = ''): string {
  const id = argument === '' ? `${verb}:${job}` : `${verb}:${job}:${argument}`
  if (id.length > 100) throw new RangeError(`Expected a custom id of at most 100 characters, got ${id.length}`)
  return id
}

/** The press behind a custom id, or undefined for one that is not ours. */
export function readCustomId(id: string): Press | undefined {
  const [verb = '', job = '', ...rest] = id.split(':')
  if (!isVerb(verb) || job === '') return undefined
  return { verb, job, argument: rest.join(':') }
}
