import { defaultUploadLimit } from '../upload-limit.ts'

/** The maximum bytes of an animation, which leaves room for the message around it. */
export const maxAnimationBytes = defaultUploadLimit - 1024
