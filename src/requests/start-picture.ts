import { z } from 'zod'
import { real } from '#src/schemas.ts'
import { fields } from './fields.ts'
import { pictureRef } from './picture-ref.ts'
import type { SharedSettings } from './shared.ts'
import { scheduledSteps } from './work.ts'

/**
 * Where an illusion begins instead of pure noise: at a picture, noised as far as `strength` says (SDEdit, Meng et al.
 * 2022), usually an earlier result. Views and components stay, so that every reading is redrawn together with the
 * others. An edit of the result with one prompt would not do that.
 */
export const startPicture = z.strictObject({ picture: pictureRef, strength: real(fields.strength) })
export type StartPicture = z.infer<typeof startPicture>

/** Steps of both stages: stage I begins where the start says, stage II knows the start by stage I alone. */
export function stepsFromStart(
  resolved: SharedSettings & { readonly start?: StartPicture | undefined },
): readonly [first: number, second: number] {
  const [first, second] = scheduledSteps(resolved)
  return [first * (resolved.start?.strength ?? 1), second]
}
