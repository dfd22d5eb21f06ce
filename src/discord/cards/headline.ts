import { modeOf } from '#src/requests/draw-request.ts'
import type { Job } from '#src/store/job.ts'
import { quote } from '../components/text.ts'
import { messagesOf } from '../jobs/job-messages.ts'
import { hidesResult } from '../jobs/spoiler.ts'
import { hiddenPromptLines, requestLines } from './request-text.ts'

/** Whether a spoiler hides some of the prompts, besides the picture. */
export const hidesWords = (job: Pick<Job, 'request' | 'origin'>): boolean =>
  hidesResult(job) && hiddenPromptLines(job.request).length > 0

/** A sentence that may quote any prompt. It is hidden if a spoiler hides one of the prompts. */
export const hideQuotes = (job: Pick<Job, 'request' | 'origin'>, sentence: string): string =>
  hidesWords(job) ? `||${sentence.replaceAll('||', '')}||` : sentence

/** The request on one line, for alt texts. A spoiler hides all readings but the first. */
export function visibleLine(job: Pick<Job, 'request' | 'origin'>): string {
  const keptBack = hidesResult(job) ? hiddenPromptLines(job.request) : []
  return requestLines(job.request, messagesOf(job))
    .filter((_, index) => !keptBack.includes(index))
    .join(' · ')
}

/** The request, as the heading of every message about a job. A spoiler hides all readings but the first. */
export function headline(job: Pick<Job, 'request' | 'origin'>, length = 300): string {
  const { emoji } = modeOf(job.request)
  const keptBack = hidesResult(job) ? hiddenPromptLines(job.request) : []
  return requestLines(job.request, messagesOf(job))
    .map((line, index) => {
      const quoted = index === 0 ? `**${quote(line, length)}**` : quote(line, length)
      const shown = keptBack.includes(index) ? `||${quoted}||` : quoted
      return index === 0 ? `${emoji} ${shown}` : shown
    })
    .join('\n')
}
