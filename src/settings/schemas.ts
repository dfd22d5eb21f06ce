import { z } from 'zod'
import { maxPicked } from './setting.ts'

export const onOff = z.boolean({ error: 'must be yes or no' })

/** The id of a channel, a role or a person. */
export const snowflake = z.string().regex(/^\d{1,20}$/, { error: 'must be an id' })

/** Ids from a picker. An empty list is the same as no value. */
export const snowflakes = z
  .array(snowflake)
  .min(1, { error: 'must name at least one' })
  .max(maxPicked, { error: `must name at most ${maxPicked}` })
