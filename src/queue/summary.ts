import type { Job } from '#src/store/job.ts'

/** The facts about an ended job for one line of the log. They contain the person's id but neither name nor prompt. */
export function summaryOf({ id, personId, request, state, seconds, acceptedAt, startedAt, failure }: Job): object {
  return {
    job: id,
    person: personId,
    mode: request.mode,
    ...('size' in request && request.size !== undefined && { size: request.size }),
    state,
    waitedSeconds: startedAt === null ? null : (startedAt - acceptedAt) / 1000,
    drawnSeconds: seconds,
    ...(failure !== null && { failure: failure.code }),
  }
}
