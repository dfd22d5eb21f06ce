import type { Services } from '../bot/services.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import { withoutSeed } from '../redraw/without-seed.ts'
import { storedPictures } from '../submission/picture-source.ts'
import { inheritsPrivacy, type ButtonWords, type JobButton, jobOf } from './job-button.ts'

const face = (words: ButtonWords) => ({ label: words.again, emoji: '🎲' })

/** Draws the same request with a new seed, for whoever pressed. The button stays, so it can be pressed again. */
export const reroll: JobButton = {
  id: 'reroll',
  on: {
    result: ({ layout: { readings }, words }) => [{ ...face(words), style: readings < 2 ? 'main' : 'plain' }],
    ended: face,
  },
  async press(services: Pick<Services, 'acknowledge' | 'store' | 'submit'>, interaction, pressed) {
    const ephemeral = inheritsPrivacy(interaction, pressed)
    await services.acknowledge.reply(interaction, { ephemeral })
    const job = await jobOf(services, pressed)
    await services.submit(interaction, {
      request: withoutSeed(job.request),
      pictures: storedPictures(job.request),
      ephemeral,
      spoiler: readOrigin(job)?.spoiler ?? false,
      parentId: job.id,
      repeats: true,
    })
  },
}
