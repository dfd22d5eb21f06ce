import type { Settings } from '#src/settings/settings.ts'
import type { JobInteraction } from '../jobs/reply-origin.ts'
import { placeOf } from '../jobs/request-place.ts'

/** Whether only the person sees the answer: as they ask for, or else as the settings say. */
export async function answersPrivately(
  { settings }: { readonly settings: Pick<Settings, 'at'> },
  interaction: JobInteraction,
  asked: boolean | undefined,
): Promise<boolean> {
  return asked ?? (await settings.at(placeOf(interaction))).value('private') ?? false
}
