import type { Recipe } from '#src/requests/recipe.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { Scores } from '#src/requests/scores.ts'
import { modeOf, toRequest } from '#src/requests/draw-request.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import type { ActionRow } from '../components/button.ts'
import { container } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import { quote, smallPrint, text } from '../components/text.ts'
import { hidesResult } from '../jobs/spoiler.ts'
import { hiddenPromptLines, requestLines } from './request-text.ts'
import { ownSettingsOf, settingsOf } from './settings-line.ts'

export interface RecipeFacts {
  readonly messages: Messages
  readonly recipe: Recipe
  /** The drawn picture, if it is known. */
  readonly picture?: Result | undefined
  /** Further lines of small print, such as the command that shows the picture again. */
  readonly more?: readonly string[]
  readonly controls?: readonly ActionRow[]
  /** The job that drew it, if it is known. Its spoiler hides the other readings here as well. */
  readonly job?: Pick<Job, 'request' | 'origin'> | undefined
}

/** How a picture was made: what was asked for, every setting, the model and the version. */
export function recipeCard({ recipe, picture, more = [], controls = [], job, messages }: RecipeFacts): Payload {
  const { recipe: words, settingLine } = messages
  const { request, seed, duckrabbit, device, model, scores, chosenFrom } = recipe
  const shared = modeOf(request).resolvedSettings(request)
  const isOneOfSeveral = shared === undefined || shared.count > 1
  const again = toRequest(request)
  const lines = again === undefined ? [] : requestLines(again, messages)
  const hidden = again !== undefined && job !== undefined && hidesResult(job) ? hiddenPromptLines(again) : []
  const avoided = shared?.negative ?? ''
  const negative = avoided === '' ? [] : [words.negative(quote(avoided))]
  const choice = chosenFrom === undefined ? [] : [messages.result.chosenFrom(chosenFrom)]
  const ownSeed = isOneOfSeveral ? [words.ownSeed(seed)] : []
  const settings = [...settingsOf(request, settingLine, picture), ...ownSeed, ...choice]
  const own = ownSettingsOf(request, settingLine)
  return {
    components: [
      container('done', [
        text(words.title(messages.commandNames[request.mode] ?? request.mode)),
        text(
          [...lines.map((line, index) => spoilerIf(hidden.includes(index), quote(line, 500))), ...negative].join(
            '\n',
          ) || words.noPrompt,
        ),
        text([settings.join(' · '), ...(own.length === 0 ? [] : [own.join(' · ')])].join('\n')),
        smallPrint(words.madeBy({ version: duckrabbit, device, ...model })),
        ...(scores === undefined ? [] : [smallPrint(words.scores(inWords(scores)))]),
        ...more.map(smallPrint),
        ...controls,
      ]),
    ],
    files: [],
  }
}

const spoilerIf = (isHidden: boolean, line: string): string => (isHidden ? `||${line}||` : line)

/** Scores as people read them. */
const inWords = ({ alignment, concealment }: Scores) => ({
  alignment: alignment.toFixed(3),
  concealment: concealment?.toFixed(2),
})
