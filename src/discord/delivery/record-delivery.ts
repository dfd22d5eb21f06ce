import type { Logger } from 'pino'
import type { Clock } from '#src/clock.ts'
import type { Store } from '#src/store/store.ts'
import { writeLater } from '#src/store/write-later.ts'
import type { PlacedMessage } from '../transport/messenger.ts'

export interface RecordDeliveryParts {
  readonly store: Pick<Store, 'jobs' | 'messages'>
  readonly clock: Pick<Clock, 'after'>
  readonly log: Logger
}

/**
 * Records that a person has their result, and which message shows it. If the store cannot be written, say on a full disk,
 * it is written later, so that the next start does not deliver the result again.
 *
 * @param placed undefined where no message shows it any more
 */
export async function recordDelivery(
  { store, clock, log }: RecordDeliveryParts,
  jobId: string,
  placed: PlacedMessage | undefined,
): Promise<void> {
  const write = async (): Promise<void> => {
    if ((await store.jobs.get(jobId)) === null) return
    if (placed !== undefined) await store.messages.put({ ...placed, jobId, state: { shows: 'result' } })
    await store.jobs.delivered(jobId)
  }
  try {
    await write()
  } catch (error) {
    log.error({ job: jobId, err: error }, 'a delivery could not be written; trying again')
    writeLater(write, {
      clock,
      onWritten: (failures) => log.info({ job: jobId, failures }, 'a delivery is written'),
    })
  }
}
