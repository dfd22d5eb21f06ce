import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'
import { type DrawRequest, type Mode, modeOf } from '#src/requests/draw-request.ts'
import { axisValues } from '#src/requests/axis-words.ts'
import { fields } from '#src/requests/fields.ts'
import type { CompareAxis } from '#src/requests/modes/compare.ts'
import type { RemixValues } from '#src/requests/modes/mode.ts'
import type { Steps } from '#src/requests/sampling.ts'
import { stepsFrom, stepsWords } from '#src/requests/steps-words.ts'
import { viewLabel } from '#src/pipeline/views/registry.ts'
import { numeric } from '#src/requests/numeric.ts'
import { componentReadings } from '#src/pipeline/components/registry.ts'
import type { RequestTemplate } from '#src/requests/request-template.ts'
import { viewLabelIn } from '../cards/request-text.ts'
import type { Field } from './form.ts'

type RequestOf<M extends Mode> = Extract<DrawRequest, { readonly mode: M }>
type Filled = Readonly<Record<string, string>>

/**
 * A mode's recipe as a form: its fields, and the request that the filled-in form describes. Both are methods: TypeScript
 * then lets the form of a mode stand for any form, and `formOf` hands each request to its own.
 */
interface Remix<Request> {
  fields(request: Request, messages: Messages): readonly Field[]
  read(request: Request, filled: Filled): RequestTemplate
}

const typed = (
  id: string,
  words: { readonly label: string; readonly hint?: string },
  value: string,
  maxLength = 4000,
): Field => ({ kind: 'text', id, ...words, maxLength, value })

const long = (id: string, label: string, value: string | undefined, maxLength: number, required = false): Field => ({
  kind: 'text',
  id,
  label,
  long: true,
  maxLength,
  required,
  ...(value === undefined ? {} : { value }),
})

/** The fields that several forms have, in a language. */
const fieldsIn = (words: Messages['forms']) => ({
  number: (id: 'seed' | 'guidance' | 'strength' | 'noiseLevel' | 'blur' | 'stride', value: number | undefined) =>
    typed(id, words[id], value === undefined ? '' : String(value), 25),
  steps: (value: Steps | undefined): Field => typed('steps', words.steps, value === undefined ? '' : stepsWords(value)),
  prompt: (value: string | undefined): Field => long('prompt', words.prompt.label, value, fields.prompt.maxLength),
  negative: (value: string | undefined): Field =>
    long('negative', words.negative.label, value, fields.negative.maxLength),
})

/** Fields that are text; the others hold numbers. */
const worded = new Set(['prompt', 'negative', 'style'])

function readSetting(id: string, value: string | undefined): unknown {
  if (value === undefined || worded.has(id)) return value
  return id === 'steps' ? stepsFrom(value) : numeric(value)
}

/** The settings of a mode, one by one. An emptied field is left open. */
const settingsForm: Remix<DrawRequest> = {
  fields(request, { forms: words }) {
    const { number, steps, prompt, negative } = fieldsIn(words)
    const mode = modeOf(request)
    const { negative: avoided, seed, steps: scheduled, guidance } = mode.settings(request)
    const usual: RemixValues = { negative: avoided, seed, steps: scheduled, guidance }
    const shown = mode.remix?.(request) ?? usual
    return [
      ...('style' in shown ? [long('style', words.style.label, shown.style, fields.style.maxLength, true)] : []),
      ...('prompt' in shown ? [prompt(shown.prompt)] : []),
      ...('negative' in shown ? [negative(shown.negative)] : []),
      ...('strength' in shown ? [number('strength', shown.strength)] : []),
      ...('seed' in shown ? [number('seed', shown.seed)] : []),
      ...('steps' in shown ? [steps(shown.steps)] : []),
      ...('guidance' in shown ? [number('guidance', shown.guidance)] : []),
    ]
  },
  read(request, filled) {
    const read = settingsForm.fields(request, messagesIn('en')).map(({ id }) => [id, readSetting(id, filled[id])])
    return { ...request, ...Object.fromEntries(read) }
  },
}

/** The values of one side of a comparison, as its command takes them. */
const axisWords = ({ setting, values }: CompareAxis): string =>
  setting === 'steps' ? values.map(stepsWords).join(', ') : values.join(setting === 'prompt' ? ' | ' : ', ')

/** The forms of modes that show other fields. */
const ownForms: { readonly [M in Mode]?: Remix<RequestOf<M>> } = {
  upscale: {
    fields: (request, messages) => {
      const words = messages.forms
      const { number, prompt, steps } = fieldsIn(words)
      return [
        prompt(request.prompt),
        number('noiseLevel', request.stageTwo?.noiseLevel),
        number('seed', request.seed),
        steps(request.stageTwo?.steps),
        number('guidance', request.stageTwo?.guidance),
      ]
    },
    read: (request, filled) => {
      const stageTwo = {
        ...request.stageTwo,
        noiseLevel: numeric(filled['noiseLevel']),
        steps: readSetting('steps', filled['steps']),
        guidance: numeric(filled['guidance']),
      }
      const rest = { ...request, prompt: filled['prompt'], seed: numeric(filled['seed']) }
      return Object.values(stageTwo).every((value) => value === undefined) ? rest : { ...rest, stageTwo }
    },
  },
  denoise: {
    fields: (request, messages) => {
      const words = messages.forms
      const { number, prompt } = fieldsIn(words)
      return [
        prompt(request.prompt),
        typed('levels', words.levels, request.levels?.join(' ') ?? ''),
        number('stride', request.stride),
        number('blur', request.blurSigma),
        number('seed', request.seed),
      ]
    },
    read: (request, filled) => ({
      ...request,
      prompt: filled['prompt'],
      levels: filled['levels']?.split(/[\s,;]+/).map(numeric),
      stride: numeric(filled['stride']),
      blurSigma: numeric(filled['blur']),
      seed: numeric(filled['seed']),
    }),
  },
  compare: {
    fields: ({ of, axes }, messages) => {
      const words = messages.forms
      const { number, prompt } = fieldsIn(words)
      return [
        ...(axes.some(({ setting }) => setting === 'prompt') ? [] : [prompt(of.prompt)]),
        ...axes.map((axis, index) =>
          typed(`axis-${index}`, { label: words.axis(axis.setting), hint: words.axisHint }, axisWords(axis)),
        ),
        ...(axes.some(({ setting }) => setting === 'seed') ? [] : [number('seed', of.seed)]),
      ]
    },
    read: (request, filled) => ({
      ...request,
      of: {
        ...request.of,
        ...(request.axes.some(({ setting }) => setting === 'prompt') ? {} : { prompt: filled['prompt'] }),
        ...(request.axes.some(({ setting }) => setting === 'seed') ? {} : { seed: numeric(filled['seed']) }),
      },
      axes: request.axes.map(({ setting }, index) => ({
        setting,
        values: axisValues(setting, filled[`axis-${index}`]),
      })),
    }),
  },
  anagram: {
    fields: (request, messages) => {
      const words = messages.forms
      const { number } = fieldsIn(words)
      return [
        ...request.readings.map(({ prompt, view }, index) =>
          long(
            `prompt-${index}`,
            words.reading(viewLabelIn(messages, viewLabel(view.name))),
            prompt,
            fields.prompt.maxLength,
            true,
          ),
        ),
        number('seed', request.seed),
      ]
    },
    read: (request, filled) => ({
      ...request,
      seed: numeric(filled['seed']),
      readings: request.readings.map((reading, index) => ({ ...reading, prompt: filled[`prompt-${index}`] })),
    }),
  },
  hybrid: {
    fields: (request, messages) => {
      const words = messages.forms
      const { number } = fieldsIn(words)
      return [
        ...request.parts.map(({ component, prompt }, index) => {
          const { how } = componentReadings[component]
          const label = component === 'scale' ? words.prompts(index + 1) : words.reading(viewLabelIn(messages, how))
          return long(`prompt-${index}`, label, prompt, fields.prompt.maxLength)
        }),
        number('seed', request.seed),
      ]
    },
    read: (request, filled) => ({
      ...request,
      seed: numeric(filled['seed']),
      parts: request.parts.map((part, index) => ({ ...part, prompt: filled[`prompt-${index}`] ?? '' })),
    }),
  },
}

const formOf = ({ mode }: DrawRequest): Remix<DrawRequest> => ownForms[mode] ?? settingsForm

/** The form's fields, filled in with the recipe. */
export const remixFields = (request: DrawRequest, messages: Messages): readonly Field[] =>
  formOf(request).fields(request, messages)

/** The request that the filled-in form describes, unchecked. */
export const remixedRequest = (request: DrawRequest, filled: Filled): RequestTemplate =>
  formOf(request).read(request, filled)
