import { UserError } from '#src/errors.ts'
import { forms as words } from '#src/messages/forms.ts'
import { refused } from '#src/messages/replies.ts'
import type { DrawRequest, Mode } from '#src/requests/draw-request.ts'
import { fields } from '#src/requests/fields.ts'
import { viewLabels } from '#src/requests/view-spec.ts'
import { numeric } from '#src/requests/numeric.ts'
import type { Field } from './form.ts'

type RequestOf<M extends Mode> = Extract<DrawRequest, { readonly mode: M }>
type Filled = Readonly<Record<string, string>>

/** A mode's recipe as a form: the fields it shows, and the request that the filled-in form says. */
interface Remix<Request> {
  readonly fields: (request: Request) => readonly Field[]
  readonly said: (request: Request, filled: Filled) => unknown
}

const number = (id: 'seed' | 'steps' | 'guidance' | 'strength', value: unknown): Field => ({
  kind: 'text',
  id,
  ...words[id],
  maxLength: 20,
  ...(typeof value === 'number' || typeof value === 'string' ? { value: String(value) } : {}),
})

const long = (id: string, label: string, value: string | undefined, maxLength: number, required = false): Field => ({
  kind: 'text',
  id,
  label,
  long: true,
  maxLength,
  required,
  ...(value === undefined ? {} : { value }),
})

const prompt = (value: string | undefined): Field => long('prompt', words.prompt.label, value, fields.prompt.maxLength)
const negative = (value: string | undefined): Field =>
  long('negative', words.negative.label, value, fields.negative.maxLength)

type Plain = RequestOf<'generate' | 'edit' | 'inpaint' | 'denoise' | 'upscale' | 'style'>

/** What a form of its own fields says; an emptied field is left open again. */
const plainSaid = (request: Plain, filled: Filled, own: readonly string[]): unknown => ({
  ...request,
  ...Object.fromEntries(own.map((id) => [id, undefined])),
  ...Object.fromEntries(
    own.map((id) => [id, id === 'prompt' || id === 'negative' || id === 'style' ? filled[id] : numeric(filled[id])]),
  ),
})

const plain = <Request extends Plain>(own: (request: Request) => readonly Field[]): Remix<Request> => ({
  fields: own,
  said: (request, filled) =>
    plainSaid(
      request,
      filled,
      own(request).map(({ id }) => id),
    ),
})

const remixes: { readonly [M in Mode]?: Remix<RequestOf<M>> } = {
  generate: plain((request) => [
    prompt(request.prompt),
    negative(request.negative),
    number('seed', request.seed),
    number('steps', request.steps),
    number('guidance', request.guidance),
  ]),
  edit: plain((request) => [
    prompt(request.prompt),
    ...(request.ladder === undefined ? [number('strength', request.strength)] : []),
    number('seed', request.seed),
    number('steps', request.steps),
    number('guidance', request.guidance),
  ]),
  inpaint: plain((request) => [
    prompt(request.prompt),
    number('strength', request.strength),
    number('seed', request.seed),
    number('steps', request.steps),
    number('guidance', request.guidance),
  ]),
  style: plain((request) => [
    long('style', words.style.label, request.style, fields.style.maxLength, true),
    prompt(request.prompt),
    number('strength', request.strength),
    number('seed', request.seed),
    number('guidance', request.guidance),
  ]),
  anagram: {
    fields: (request) => [
      ...request.readings.map(({ prompt, view }, index) =>
        long(`prompt-${index}`, words.reading(viewLabels[view.name]), prompt, fields.prompt.maxLength, true),
      ),
      number('seed', request.seed),
    ],
    said: (request, filled) => ({
      ...request,
      seed: numeric(filled['seed']),
      readings: request.readings.map((reading, index) => ({ ...reading, prompt: filled[`prompt-${index}`] })),
    }),
  },
  hybrid: {
    fields: (request) => [
      ...request.parts.map(({ component, prompt }, index) =>
        long(`prompt-${index}`, words.part(component), prompt, fields.prompt.maxLength),
      ),
      number('seed', request.seed),
    ],
    said: (request, filled) => ({
      ...request,
      seed: numeric(filled['seed']),
      parts: request.parts.map((part, index) => ({ ...part, prompt: filled[`prompt-${index}`] ?? '' })),
    }),
  },
}

const remixOf = (request: DrawRequest): Remix<DrawRequest> | undefined =>
  // Each entry takes the request of its own mode; TypeScript cannot follow the pairing through the index.
  remixes[request.mode] as Remix<DrawRequest> | undefined

/** Whether a mode's recipe can be taken up in a form. */
export const canRemix = (request: DrawRequest): boolean => remixOf(request) !== undefined

/** The form's fields, filled in with the recipe. @throws UserError `no-remix` */
export function remixFields(request: DrawRequest): readonly Field[] {
  const remix = remixOf(request)
  if (remix === undefined) throw new UserError('no-remix', refused.noRemix)
  return remix.fields(request)
}

/** What the filled-in form asks for; checked by whoever accepts it. */
export function remixSaid(request: DrawRequest, filled: Filled): unknown {
  return remixOf(request)?.said(request, filled)
}
