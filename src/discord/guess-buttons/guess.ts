import type { MessageComponentInteraction, ModalSubmitInteraction } from 'discord.js'
import { guessesIn } from '#src/community/guess/judge.ts'
import { guessLimit, type JudgedGuess, type Round } from '#src/community/guess/round.ts'
import { UserError } from '#src/errors.ts'
import { guessRefused as refused } from '#src/messages/guess.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'
import { fill } from '#src/messages/template.ts'
import type { ComponentHandler, FormHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import { container } from '../components/container.ts'
import { quote, text } from '../components/text.ts'
import { filledIn, form } from '../forms/form.ts'
import { judgeGuesses } from '../guess/judge-guesses.ts'
import { answersOf, pictureOfRound, type RoundPicture } from '../guess/round-picture.ts'
import { roundOf } from '../guess/start-round.ts'

/** The maximum length of one field. */
const maxLength = 80

/** Opens a form with a field for each thing that the person has not found yet. */
export const openGuess: ComponentHandler = {
  id: 'guess',
  async press(services: Pick<Services, 'acknowledge' | 'store' | 'clock'>, interaction, { job: id }) {
    const { round, picture } = await openRound(services, interaction, id)
    const found = await services.store.guess.found(id, interaction.user.id)
    await mustNotWait(services, round, interaction.user.id, 1)
    const { ownGuess: words } = messagesIn(interaction.locale)
    const fields = picture.prompts.slice(found.length).map((_, index) => ({
      id: `guess-${index + 1}`,
      kind: 'text' as const,
      label: index === 0 ? words.first : words.more,
      ...(index === 0 && { hint: words.hint }),
      maxLength,
      required: index === 0,
    }))
    await services.acknowledge.form(
      interaction,
      form({ action: submitGuess.id, job: round.id, title: words.formTitle, fields: fields.slice(0, 5) }),
    )
  },
}

/** Judges the guesses in the form, and shows the verdict to that person only. */
export const submitGuess: FormHandler = {
  id: 'guessed',
  async submit(
    services: Pick<Services, 'acknowledge' | 'store' | 'clock' | 'guess' | 'guessing' | 'messenger'>,
    interaction,
    { job: id },
  ) {
    const { acknowledge, store, guess: scheduler, guessing, messenger } = services
    await acknowledge.reply(interaction, { ephemeral: true })
    const { round, picture } = await openRound(services, interaction, id)
    const personId = interaction.user.id
    const guesses = readGuesses(interaction, picture)
    await mustNotWait(services, round, personId, guesses.length)
    const before = await store.guess.found(id, personId)
    const judged = await judgeGuesses(guessing, guesses, answersOf(picture, guessing.words), before)
    const outcome = await store.guess.guess(id, personId, judged, picture.prompts.length)
    if (outcome.outcome === 'closed') throw new UserError('round-over', refused.roundOver)
    if (outcome.outcome === 'too-many') throw waitFor(outcome.again)
    const { ownGuess: words } = messagesIn(interaction.locale)
    const lines = [
      ...guesses.map((guess, index) => verdictLine(guess, judged[index], before, words)),
      outcome.won ? words.won : words.found({ found: outcome.found.length, of: picture.prompts.length }),
    ]
    await messenger.editReply(interaction.token, {
      components: [container(outcome.won ? 'done' : 'running', [text(lines.join('\n'))])],
      files: [],
    })
    if (outcome.won) await scheduler.update(id)
  },
}

function verdictLine(
  guess: string,
  judged: JudgedGuess | undefined,
  before: readonly number[],
  words: Messages['ownGuess'],
): string {
  const said = quote(guess, maxLength)
  if (judged?.verdict === 'right') return before.includes(judged.reading ?? -1) ? words.known(said) : words.right(said)
  return judged?.verdict === 'close' ? words.close(said) : words.wrong(said)
}

/** The guesses of all fields. A person may write both things into one. @throws UserError */
function readGuesses(interaction: ModalSubmitInteraction, { prompts }: RoundPicture): readonly string[] {
  const guesses = Object.values(filledIn(interaction)).flatMap((value) => guessesIn(value))
  if (guesses.length === 0) throw new UserError('empty-guess', refused.emptyGuess)
  const limit = Math.min(prompts.length, guessLimit.guesses)
  if (guesses.length > limit) throw new UserError('many-guesses', fill(refused.manyGuesses, { most: limit }))
  return guesses
}

/** The round, if this person may guess in it now. @throws UserError */
async function openRound(
  services: Pick<Services, 'store' | 'clock'>,
  interaction: MessageComponentInteraction | ModalSubmitInteraction,
  id: string,
): Promise<{ readonly round: Round; readonly picture: RoundPicture }> {
  const { store, clock } = services
  const round = await roundOf(services, interaction, id)
  const now = clock.now()
  const isOpen = round.phase === 'open' && (round.endsAt ?? 0) > now
  const picture = isOpen ? await pictureOfRound({ store }, round) : undefined
  if (picture === undefined) throw new UserError('round-over', refused.roundOver)
  if (round.giverId === interaction.user.id) throw new UserError('own-picture', refused.cannotGuess)
  return { round, picture }
}

/** @throws UserError `wait-to-guess` */
async function mustNotWait(
  { store }: Pick<Services, 'store'>,
  { id }: Round,
  personId: string,
  guesses: number,
): Promise<void> {
  const again = await store.guess.waitFor(id, personId, guesses)
  if (again !== null) throw waitFor(again)
}

const waitFor = (again: number): UserError =>
  new UserError('wait-to-guess', fill(refused.waitToGuess, { when: `<t:${Math.ceil(again / 1000)}:R>` }), { again })
