import { modeOf } from '#src/requests/draw-request.ts'
import { ComponentType } from 'discord.js'
import type { Messages } from '#src/messages/messages.ts'
import type { Job } from '#src/store/job.ts'
import type { JobControls } from '../cards/controls.ts'
import type { Layout } from '../cards/layout.ts'
import { labelOf } from '../cards/picture-label.ts'
import { type ActionRow, button, buttonRows, buttonsPerRow } from '../components/button.ts'
import { customId } from '../components/custom-id.ts'
import { limits } from '../components/limits.ts'
import { clip } from '../components/text.ts'
import { messagesOf } from '../jobs/job-messages.ts'
import type { JobButton, ResultFace, ResultFacts } from './job-button.ts'
import { pick } from './pick.ts'

/** The buttons and menus of messages about jobs, in the order of the registry. */
export function createJobControls(buttons: readonly JobButton[]): JobControls {
  const rowsOn = (message: 'ended' | 'progress' | 'offer', job: Job): ActionRow[] => {
    const words = messagesOf(job).buttons
    return buttonRows(
      buttons.flatMap(({ id, on }) => {
        const face = on[message]?.(words)
        return face === undefined ? [] : [button(id, job.id, face)]
      }),
    )
  }
  return {
    progress: (job) => rowsOn('progress', job),
    offer: (job) => rowsOn('offer', job),
    ended: (job) => rowsOn('ended', job),
    accessory(job, stars, messages) {
      const one = buttons.find(({ on }) => on.accessory !== undefined)
      const face = one?.on.accessory?.({ stars, messages })
      return one === undefined || face === undefined ? undefined : button(one.id, job.id, face)
    },
    result(job, results, layout) {
      const messages = messagesOf(job)
      const { shown } = resultFaces(buttons, { job, results, layout, mayEnter: false }, messages)
      return [...pickMenu(job, layout, messages), ...buttonRows(shown.map(({ id, face }) => button(id, job.id, face)))]
    },
    more(job, results, layout, { inChannel, mayEnter, messages }) {
      const { rest } = resultFaces(buttons, { job, results, layout, mayEnter }, messages)
      return buttonRows(rest.map(({ id, face }) => button(id, job.id, { ...face, inChannel })))
    },
  }
}

/** As many buttons as fit into two rows on a phone. */
const maxButtons = 2 * buttonsPerRow

/** The buttons of a result: those that its message shows, and the rest. */
function resultFaces(
  buttons: readonly JobButton[],
  { job, results, layout, mayEnter }: Pick<ResultFacts, 'job' | 'results' | 'layout' | 'mayEnter'>,
  { buttons: words }: Messages,
) {
  const { picture, pictures } = layout
  const picked = picture === undefined || pictures.length < 2 ? '' : `:${picture.picture}`
  const all = buttons.flatMap(({ id, on }) =>
    (on.result?.({ job, results, layout, picked, mayEnter, words }) ?? []).map((face) => ({ id, face })),
  )
  const at = (place: ResultFace['place']) => all.filter(({ face }) => face.place === place)
  const last = at('last')
  const wanted = [...at('first'), ...at(undefined)]
  const room = maxButtons - last.length
  return { shown: [...wanted.slice(0, room), ...last], rest: [...wanted.slice(room), ...at('aside')] }
}

/** A menu that picks one of several pictures. Its argument is the reading that is shown. */
function pickMenu({ id, request }: Job, { picture, pictures, turned }: Layout, messages: Messages): ActionRow[] {
  const { pickMenu: words } = messages
  if (pictures.length < 2 || !modeOf(request).standalone) return []
  const choices = pictures.slice(0, limits.options - 1).map((result) => ({
    label: words.picture(result.picture + 1),
    description: clip(labelOf(request, result, messages), limits.optionLength),
    value: String(result.picture),
    default: result === picture,
  }))
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: customId(pick.id, id, turned),
          placeholder: words.which,
          options: [{ label: words.all, value: 'all', default: false }, ...choices],
        },
      ],
    },
  ]
}
