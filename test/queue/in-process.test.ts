import { describeJobQueue } from './conformance.ts'
import { makeInProcess } from './make-in-process.ts'

describeJobQueue('in-process', makeInProcess)
