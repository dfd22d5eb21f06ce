import { describeJobQueue } from './conformance/index.ts'
import { makeInProcess } from './in-process-queue.ts'

describeJobQueue('in-process', makeInProcess)
