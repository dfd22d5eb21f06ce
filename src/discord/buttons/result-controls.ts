import { type APIActionRowComponent, type APIComponentInMessageActionRow, ComponentType } from 'discord.js'
import { buttons, pick as words } from '#src/messages/replies.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import { canUpscale } from '../redraw/upscaled.ts'
import { canVary } from '../redraw/varied.ts'
import { customId, type Verb } from '../components/custom-id.ts'
import { button, clip, rows } from '../components/frame.ts'
import { modeTable } from '../cards/mode-table.ts'
import { canMove } from '../delivery/animate.ts'
import type { Layout } from '../cards/layout.ts'
import { labelOf } from '../cards/picture-label.ts'

interface Facts {
  readonly job: Job
  readonly results: readonly Result[]
  readonly layout: Layout
  /** What custom ids say of the picked picture; empty where it is the only one, or none is picked. */
  readonly picked: string
}

const one = (press: Parameters<typeof button>[0]) => [button(press)]

/** More pictures than that have no Upscale button each: they are picked first. */
const most = 4
/** Discord's most options of a select, one of which is all pictures. */
const options = 25

/** How each verb shows itself under a result; a verb that has nothing to offer shows nothing. */
const makers: Partial<Record<Verb, (facts: Facts) => readonly ReturnType<typeof button>[]>> = {
  again: ({ job: { id }, layout: { meanings } }) =>
    one({ verb: 'again', job: id, label: buttons.again, emoji: '🎲', style: meanings < 2 ? 'main' : 'plain' }),
  remix: ({ job: { id } }) => one({ verb: 'remix', job: id, label: buttons.remix, emoji: '🖋️' }),
  up: ({ job, layout: { picture, pictures } }) => {
    const large = (of: Result, label: string) =>
      button({ verb: 'up', job: job.id, argument: of.picture, label, emoji: '⬆️' })
    if (picture !== undefined) return canUpscale(job, picture) ? [large(picture, buttons.up(undefined))] : []
    const small = pictures.filter((of) => of.width === 64 && canUpscale(job, of))
    return small.length > most ? [] : small.map((of) => large(of, buttons.up(of.picture + 1)))
  },
  vary: ({ job, layout: { picture }, picked }) =>
    picture === undefined || !canVary(job, picture)
      ? []
      : (
          [
            ['little', buttons.varyLittle, '🌱'],
            ['much', buttons.varyMuch, '🌳'],
          ] as const
        ).map(([degree, label, emoji]) =>
          button({ verb: 'vary', job: job.id, argument: `${degree}${picked}`, label, emoji }),
        ),
  turn: ({ job, layout: { meanings, turned }, picked }) => {
    const { turn } = modeTable[job.request.mode]
    if (turn === undefined || meanings < 2) return []
    const argument = `${(turned + 1) % meanings}${picked}`
    const emoji = turn === 'turn' ? '🔄' : '👣'
    return one({ verb: 'turn', job: job.id, argument, label: buttons[turn], emoji, style: 'main' })
  },
  move: ({ job, results, layout: { picture } }) =>
    picture === undefined || !canMove(picture, results)
      ? []
      : one({ verb: 'move', job: job.id, argument: picture.picture, label: buttons.move, emoji: '🎬' }),
  steps: ({ job, results }) =>
    results.some(({ role }) => role === 'strip')
      ? one({ verb: 'steps', job: job.id, label: buttons.steps, emoji: '🎞️' })
      : [],
  bin: ({ job: { id } }) => one({ verb: 'bin', job: id, label: buttons.bin, emoji: '🗑️', style: 'danger' }),
}

/** Everything that can be done with a result: which of several pictures it is about, and the buttons. */
export function resultControls(
  job: Job,
  results: readonly Result[],
  layout: Layout,
): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const { picture, pictures } = layout
  const picked = picture === undefined || pictures.length < 2 ? '' : `:${picture.picture}`
  const facts = { job, results, layout, picked }
  const all = modeTable[job.request.mode].buttons.flatMap((verb) => makers[verb]?.(facts) ?? [])
  return [...picker(job, layout), ...rows(all)]
}

/** Several pictures: a menu says which one the buttons go by. Its id holds the meaning that is shown. */
function picker(
  { id, request }: Job,
  { picture, pictures, turned }: Layout,
): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  if (pictures.length < 2 || modeTable[request.mode].picks === false) return []
  const choices = pictures.slice(0, options - 1).map((result) => ({
    label: words.picture(result.picture + 1),
    description: clip(labelOf(request, result), 100),
    value: String(result.picture),
    default: result === picture,
  }))
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: customId('pick', id, turned),
          placeholder: words.which,
          options: [{ label: words.all, value: 'all', default: false }, ...choices],
        },
      ],
    },
  ]
}
