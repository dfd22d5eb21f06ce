import { describeJobQueue } from './conformance.ts'
import { makeInProcess } from './in-process-queue.ts'

describeJobQueue('in-process', makeInProcess)
