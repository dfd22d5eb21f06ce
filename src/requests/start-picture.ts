import { z } from 'zod'
import { real } from '#src/schemas.ts'
import { fields } from './fields.ts'
import { pictureRef } from './picture-ref.ts'
import type { SharedSettings } from './shared.ts'
import { scheduledSteps } from './work.ts'

/**
 * The picture that an illusion starts from instead of pure noise, usually an earlier result. It is noised according to
 * `strength` (SDEdit, Meng et al. 2022). Views and components stay, so that all readings are redrawn together. An edit of
 * the result with one prompt would lose the other readings.
 */
export const startPicture = z.strictObject({ picture: pictureRef, strength: real(fields.strength) })
export type StartPicture = z.infer<typeof startPicture>

/** The steps of both stages. Stage I starts from the picture; stage II runs in full, since it only sees stage I's result. */
export function stepsFromStart(
  resolved: SharedSettings & { readonly start?: StartPicture | undefined },
): readonly [first: number, second: number] {
  const [first, second] = scheduledSteps(resolved)
  return [first * (resolved.start?.strength ?? 1), second]
}
