import type { MakeQueue } from '../harness.ts'
import { describeCancelling, describeEnd, describeFailingStore } from './endings.ts'
import { describeJobs, describeWaitingList } from './jobs.ts'

/** What every `JobQueue` must do, whatever is behind it. */
export function describeJobQueue(name: string, make: MakeQueue): void {
  describeJobs(name, make)
  describeWaitingList(name, make)
  describeCancelling(name, make)
  describeEnd(name, make)
  describeFailingStore(name, make)
}
