import { z } from 'zod'
import { fields, real } from './fields.ts'
import { pictureRef } from './picture-ref.ts'

/**
 * Where an illusion begins instead of pure noise: at a picture, noised as far as `strength` says (SDEdit, Meng et al.
 * 2022), usually an earlier result. Views and components stay, so that every meaning is painted anew along with the
 * others, which an edit of the result by one prompt would not do.
 */
export const startPicture = z.strictObject({ picture: pictureRef, strength: real(fields.strength) })
export type StartPicture = z.infer<typeof startPicture>
