import type { BaseInteraction } from 'discord.js'
import type { Challenge } from '#src/community/challenges/challenge.ts'
import { UserError } from '#src/errors.ts'
import { challengeRefused as refused } from '#src/messages/challenges.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { Services } from '../bot/services.ts'
import { enterAndShow, type EntryServices } from '../challenge-buttons/entries.ts'
import { whichChallengeCard } from '../challenges/own-entries.ts'
import { type JobButton, jobOf } from './job-button.ts'

/** Enters a result in a challenge of this server. Argument: the picture. */
export const enter: JobButton = {
  id: 'enter',
  on: {
    result: ({ layout: { picture }, mayEnter, words }) =>
      picture === undefined || !mayEnter ? [] : [{ label: words.enter, argument: picture.picture, place: 'aside' }],
  },
  async press(services: EntryServices, interaction, pressed) {
    await services.acknowledge.reply(interaction, { ephemeral: true })
    const job = await jobOf(services, pressed)
    if (job.personId !== interaction.user.id) throw new UserError('not-yours', refused.notYours)
    const open = await challengesOpenForEntries(services, interaction)
    // In the thread of a challenge, that one is meant.
    const here = open.find(({ threadId }) => threadId === interaction.channelId)
    const [only] = here === undefined ? open : [here]
    if (only === undefined) throw new UserError('no-challenge', refused.noneOpen)
    const value = `${job.id}.${Number(pressed.argument) || 0}`
    if (open.length === 1 || here !== undefined) return enterAndShow(services, interaction, only, value)
    const card = whichChallengeCard(open, value, messagesIn(interaction.locale))
    await services.messenger.editReply(interaction.token, card)
  },
}

/** The challenges of this server that take entries. */
export async function challengesOpenForEntries(
  { store }: Pick<Services, 'store'>,
  { guildId }: Pick<BaseInteraction, 'guildId'>,
): Promise<readonly Challenge[]> {
  if (guildId === null) return []
  const unfinished = await store.challenges.unfinished()
  return unfinished.filter((challenge) => challenge.guildId === guildId && challenge.phase === 'entries')
}
