import type { Logger } from 'pino'
import type { WriteRetries } from '#src/store/write-retries.ts'
import type { Store } from '#src/store/store.ts'
import type { PlacedMessage } from '../transport/messenger.ts'

export interface RecordDeliveryParts {
  readonly store: Pick<Store, 'jobs' | 'messages'>
  readonly writeRetries: Pick<WriteRetries, 'add'>
  readonly log: Logger
}

/** Records that a person has their result, and which message shows it, or undefined if none shows it any more. */
export type RecordDelivery = (jobId: string, placed: PlacedMessage | undefined) => Promise<void>

/**
 * If the store cannot be written, as on a full disk, the delivery is written later, so that the next start does not
 * deliver the result again.
 */
export function createRecordDelivery({ store, writeRetries, log }: RecordDeliveryParts): RecordDelivery {
  return async (jobId, placed) => {
    const write = async (): Promise<void> => {
      if ((await store.jobs.get(jobId)) === null) return
      if (placed !== undefined) await store.messages.put({ ...placed, jobId, state: { shows: 'result' } })
      await store.jobs.delivered(jobId)
    }
    try {
      await write()
    } catch (error) {
      log.error({ job: jobId, err: error }, 'a delivery could not be written; trying again')
      writeRetries.add({
        write,
        onWritten: (failures) => log.info({ job: jobId, failures }, 'a delivery is written'),
        onLost: (error) =>
          log.error(
            { job: jobId, err: error },
            'a delivery was never written; the result comes again after the next start',
          ),
      })
    }
  }
}
