import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import { runningCard } from '../cards/progress.ts'
import type { Payload } from '../components/payload.ts'

/**
 * What a message says while a finished picture is made to fit into `fileLimit` bytes, which takes long for a large one;
 * undefined where everything fits as it is.
 */
export async function fittingCard(
  { results }: Pick<Store, 'results'>,
  job: Job,
  fileLimit: number,
): Promise<Payload | undefined> {
  if (job.state !== 'done') return undefined
  const fits = (await results.ofJob(job.id)).every(({ bytes }) => bytes <= fileLimit)
  return fits ? undefined : runningCard(job, { line: ({ fitting }) => fitting, fraction: 1, preview: undefined }, [])
}
