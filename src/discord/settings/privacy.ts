import { ComponentType } from 'discord.js'
import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { PersonalKind } from '#src/store/personal-stores.ts'
import type { ComponentHandler, FormHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import { button } from '../components/button.ts'
import { container } from '../components/container.ts'
import { customId } from '../components/custom-id.ts'
import type { Payload } from '../components/payload.ts'
import { smallPrint, text } from '../components/text.ts'

/** Shows what is kept about a person, with a button that deletes it. */
export function privacyCard(counts: ReadonlyMap<PersonalKind, number>, { privacy: words }: Messages): Payload {
  const lines = [...counts].filter(([, count]) => count > 0).map(([kind, count]) => `- ${words[kind](count)}`)
  return {
    components: [
      container('done', [
        text(words.title),
        text(lines.length === 0 ? words.nothing : lines.join('\n')),
        ...(lines.length === 0 ? [] : [text(words.where)]),
        smallPrint(words.others),
        {
          type: ComponentType.ActionRow,
          components: [button(askToDelete.id, 'everything', { label: words.delete, style: 'danger' })],
        },
      ]),
    ],
    files: [],
  }
}

/** Asks once, in a form, before everything of a person is deleted. */
export const askToDelete: ComponentHandler = {
  id: 'delete-everything',
  async press({ acknowledge }: Pick<Services, 'acknowledge'>, interaction, pressed) {
    const { privacy: words } = messagesIn(interaction.locale)
    await acknowledge.form(interaction, {
      custom_id: customId(deleteEverything.id, pressed.job),
      title: words.confirmTitle,
      components: [{ type: ComponentType.TextDisplay, content: words.confirm }],
    })
  },
}

/** Cancels a person's jobs and deletes everything that is kept about them. */
export const deleteEverything: FormHandler = {
  id: 'everything-deleted',
  async submit(
    services: Pick<Services, 'acknowledge' | 'store' | 'queue' | 'messenger' | 'messageRemover'>,
    interaction,
  ) {
    if (!interaction.isFromMessage()) return
    const { acknowledge, store, queue, messenger, messageRemover } = services
    await acknowledge.update(interaction)
    const personId = interaction.user.id
    const unfinished = await store.jobs.inState('waiting', 'running')
    const own = unfinished.filter((job) => job.personId === personId)
    // Waiting jobs leave the queue first. Running ones are marked before they are stopped, so that they are erased when they end.
    for (const { id, state } of own) if (state === 'waiting') await queue.cancel(id)
    const { running, pictures } = await store.personalData.erase(personId)
    for (const id of running) await queue.cancel(id)
    messageRemover.start()
    const { privacy: words } = messagesIn(interaction.locale)
    await messenger.editReply(interaction.token, {
      components: [container('done', [text(words.done(pictures))])],
      files: [],
    })
  },
}
