import type { DrawnPicture } from '#src/engine/events.ts'
import type { Pictures } from '#src/engine/studio.ts'
import { denoisingSheet } from '#src/image/denoising-sheet.ts'
import { openPicture } from '#src/image/open-picture.ts'
import type { Picture } from '#src/image/picture.ts'
import { pictureOf, planesOf } from '#src/image/planes-of.ts'
import { resultSheet } from '#src/image/result-sheet.ts'
import { pictureAt } from '#src/pipeline/modes/fit.ts'
import type { Planes, Size } from '#src/pipeline/planes.ts'
import { noised } from '#src/pipeline/forward.ts'
import { noiseSchedule, type NoiseSchedule } from '#src/pipeline/noise-schedule.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { schedulerOf } from '#src/pipeline/scheduler.ts'
import { findModels } from '#src/engine/model-folders.ts'
import { openModel } from '#src/network/folder.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { ResolvedDenoise } from '#src/requests/modes/denoise.ts'

/** What a sheet is made of. */
export interface SheetParts {
  readonly request: ResolvedRequest
  readonly drawn: readonly DrawnPicture[]
  /** The pictures that were handed in. */
  readonly pictures: Pictures
  /** Where the model lies that drew them. */
  readonly modelDirs: readonly string[]
}

/** All that a request came to on one sheet; undefined where it is a single picture. */
export async function wholeSheet(parts: SheetParts): Promise<Picture | undefined> {
  const { request, drawn } = parts
  if (request.mode === 'denoise') return studySheet(request, parts)
  return resultSheet(
    request,
    drawn.map(({ planes, seed }) => ({ picture: pictureOf(planes), seed })),
  )
}

/** A study draws two pictures a level: in one step, then step by step, both from the same noise. */
async function studySheet(request: ResolvedDenoise, { drawn, pictures, modelDirs }: SheetParts) {
  const [size] = drawn
  if (size === undefined) return undefined
  const original = await originalOf(request, pictures, size.planes)
  const schedule = await scheduleOf(request.model, modelDirs)
  const levels = request.levels.flatMap((level, row) => {
    const [oneStep, iterative] = drawn.slice(2 * row, 2 * row + 2)
    if (oneStep === undefined || iterative === undefined) return []
    const start = noised(original, level, schedule, torchNormal(request.seed))
    return [{ level, noised: start, oneStep: oneStep.planes, iterative: iterative.planes }]
  })
  return denoisingSheet(request, original, levels)
}

/** The picture as the network saw it. */
async function originalOf({ picture }: ResolvedDenoise, pictures: Pictures, size: Size): Promise<Planes> {
  const opened = await openPicture(pictures.get(picture.sha256) ?? new Uint8Array(), picture.name)
  return pictureAt(planesOf(opened.picture), { height: size.height, width: size.width })
}

/** The noise levels of the model's first stage. */
async function scheduleOf(name: string, modelDirs: readonly string[]): Promise<NoiseSchedule> {
  const found = (await findModels(modelDirs)).find((model) => model.name === name)
  const stage = found && (await openModel(found.folder)).stages[0]
  if (stage === undefined) throw new Error(`the model ${name} that has just drawn is gone`)
  return noiseSchedule(schedulerOf(stage.scheduler))
}
