import { UserError } from '#src/errors.ts'
import { clipPixels } from '#src/image/clip-pixels.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import { readingsOf } from '#src/image/readings.ts'
import { withheld } from '#src/messages/withheld.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { BackendModel } from './backend.ts'
import type { WithheldEvent } from './events.ts'
import type { Networks } from './networks.ts'
import type { Plans } from './plans.ts'
import type { Drawn } from './request-sheet.ts'
import type { DrawingTimer } from './timings.ts'

/** Whether finished pictures of a model are judged before anybody sees them. */
export const isChecked = ({ safetyChecker }: BackendModel, { safety = true }: { readonly safety?: boolean }): boolean =>
  safety && safetyChecker !== null

/**
 * Why the model's safety checker holds a finished picture back, or undefined if it may be shown. An illusion is judged in each of
 * its readings.
 *
 * diffusers paints a picture black if either head says yes (`IFSafetyChecker.forward`).
 */
export async function findWithheld(
  {
    model,
    networks,
    timer,
  }: { readonly model: BackendModel; readonly networks: Networks; readonly timer: DrawingTimer },
  request: ResolvedRequest,
  planes: Planes,
): Promise<WithheldEvent['reason'] | undefined> {
  const { safetyChecker } = model
  if (safetyChecker === null) return undefined
  const readings = await readingsOf(request, planes)
  const seen = [pictureOf(planes), ...readings.map(({ picture }) => picture)]
  const pixels = seen.map((picture) => clipPixels(picture, safetyChecker.preprocessing))
  const { answer: findings, ...spent } = await networks.runAlone(safetyChecker, (check) => check(pixels))
  timer.addNetwork(spent)
  if (findings.some(({ unsafe }) => unsafe)) return 'unsafe'
  return findings.some(({ watermarked }) => watermarked) ? 'watermarked' : undefined
}

/**
 * Refuses to go on where there is nothing to show: every picture is held back, or one of a study, whose pictures only make
 * sense together.
 *
 * @throws UserError `picture-withheld`
 */
export function refuseWithheld(drawn: readonly Drawn[], { study }: Pick<Plans, 'study'>): void {
  const reasons = drawn.flatMap(({ withheld }) => withheld ?? [])
  const [reason] = reasons
  if (reason === undefined || (study === undefined && reasons.length < drawn.length)) return
  throw new UserError('picture-withheld', drawn.length > 1 ? withheld.all : withheld[reason], { reason })
}
