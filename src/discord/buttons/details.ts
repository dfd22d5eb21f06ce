import { MessageFlags } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { refused } from '#src/messages/refusals.ts'
import type { Services } from '../bot/services.ts'
import { layout } from '../cards/layout.ts'
import { recipeCard } from '../cards/recipe.ts'
import { resultWithRecipe, durationLine } from '../cards/settings-line.ts'
import { placeOf } from '../jobs/request-place.ts'
import { shownAt } from '../jobs/spoiler.ts'
import { challengesOpenForEntries } from './enter.ts'
import { type JobButton, jobOf } from './job-button.ts'

/**
 * Shows whoever pressed how a result was made, and what else can be done with it. Argument: the reading that is shown,
 * then the picked picture.
 */
export const details: JobButton = {
  id: 'details',
  on: {
    result: ({ layout: { turned }, picked, words }) => [
      { label: words.details, argument: `${turned}${picked}`, place: 'last' },
    ],
  },
  async press(
    services: Pick<Services, 'acknowledge' | 'store' | 'settings' | 'messenger' | 'controls'>,
    interaction,
    pressed,
  ) {
    // The answers of its buttons are for those who see the result.
    const inChannel = !interaction.message.flags.has(MessageFlags.Ephemeral)
    await services.acknowledge.reply(interaction, { ephemeral: true })
    const job = await shownAt(services, await jobOf(services, pressed), placeOf(interaction))
    const results = await services.store.results.ofJob(job.id)
    const [turned, picked] = pressed.argument.split(':')
    const display = { turned: Number(turned), ...(picked === undefined ? {} : { picked: Number(picked) }) }
    const laidOut = layout(job, results, display)
    const about = resultWithRecipe(job, results, laidOut)
    if (about === undefined) throw new UserError('picture-gone', refused.gone)
    const isOwn = job.personId === interaction.user.id
    const mayEnter = isOwn && (await challengesOpenForEntries(services, interaction)).length > 0
    const messages = messagesIn(interaction.locale)
    await services.messenger.editReply(
      interaction.token,
      recipeCard({
        messages,
        recipe: about.recipe,
        job,
        picture: laidOut.picture,
        more: [[...durationLine(job, messages.result), messages.recipe.bringBack(job.id)].join(' · ')],
        controls: services.controls.more(job, results, laidOut, { inChannel, mayEnter, messages }),
      }),
    )
  },
}
