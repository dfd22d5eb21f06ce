import type { Attachment } from 'discord.js'
import type { ChallengePlan } from '#src/community/challenges/challenge.ts'
import { seriesStep } from '#src/community/challenges/series.ts'
import { requireManager } from '#src/discord/challenges/challenge-settings.ts'
import { channelRefusalOf } from '#src/discord/transport/threads.ts'
import { quote } from '#src/discord/components/text.ts'
import { UserError } from '#src/errors.ts'
import { pictureFormat } from '#src/image/picture-format.ts'
import { challengeRefused as refused, challengeTrouble } from '#src/messages/challenges.ts'
import { queueRefused } from '#src/messages/refusals.ts'
import type { PictureRef } from '#src/requests/picture-ref.ts'
import { argumentsOf } from '../arguments-of.ts'
import { subcommands } from './declaration.ts'
import { checkPicture, readRules, readTime } from './read-rules.ts'
import { updateAndReply, type ChallengeCall, placeOfChallenge, type Subcommand } from './subcommand.ts'

const hour = 60 * 60_000
/** How long entries and votes are open by default. */
const usual = { entries: 72 * hour, votes: 24 * hour }
/** The maximum number of themes, one per week of a year, and the maximum length of each. */
const maxThemes = { themes: 52, letters: 100 }

/** Starts a challenge, or a series of them. */
export const start: Subcommand = async (call) => {
  const { services, interaction, messages } = call
  await requireManager(services, interaction)
  const { plan, themes } = await readPlan(call)
  const { challenges } = services.store
  if (themes === undefined) {
    const { id } = await challenges.create(plan)
    return updateAndReply(call, id, (challenge) => [messages.ownChallenge.opened(placeOfChallenge(challenge))])
  }
  const now = services.clock.now()
  const { theme, ...shared } = plan
  const series = await challenges.createSeries({ plan: shared, themes: [theme, ...themes], next: 0, nextAt: now })
  const step = seriesStep(series, now)
  const first = step === undefined ? null : await challenges.startNext(series, step)
  if (step === undefined || first === null) throw new RangeError('A new series did not start')
  const next = series.themes[step.next] ?? theme
  await updateAndReply(call, first.id, (challenge) => [
    messages.ownChallenge.opened(placeOfChallenge(challenge)),
    messages.ownChallenge.seriesStarts(quote(next, 100), step.nextAt),
  ])
}

async function readPlan(
  call: ChallengeCall,
): Promise<{ readonly plan: ChallengePlan; readonly themes: readonly string[] | undefined }> {
  const { interaction, guildId } = call
  const given = argumentsOf(subcommands.start, interaction)
  const { mode, words, style, seed, size, each = 1, voting = 'stars', picture: attachment, repeat } = given
  const theme = given.theme.replaceAll(/\s+/g, ' ').trim()
  if (theme === '') throw new UserError('bad-request', refused.theme)
  const themes = readThemes(given.themes, repeat !== undefined)
  const entryTime = readTime('entries', given.entries, usual.entries)
  const voteTime = readTime('votes', given.votes, usual.votes)
  checkPicture(mode, attachment)
  const rules = readRules({ words: [] }, { mode, words, style, seed, size })
  const channelId = await channelFor(call)
  const picture = attachment === undefined ? undefined : await keepPicture(call, attachment)
  return {
    plan: {
      guildId,
      channelId,
      starterId: interaction.user.id,
      theme,
      rules: picture === undefined ? rules : readRules(rules, {}, picture),
      voting,
      entriesEach: each,
      entryTime,
      voteTime,
    },
    themes,
  }
}

/** Fetches and stores the picture that everybody inpaints. @throws UserError */
async function keepPicture({ services }: ChallengeCall, attachment: Attachment): Promise<PictureRef> {
  const { refs, files } = await services.fetchPictures({ picture: { from: 'attachment', attachment } })
  const ref = refs['picture']
  const bytes = files.get(ref?.sha256 ?? '')
  const format = bytes && pictureFormat(bytes)
  if (ref === undefined || bytes === undefined || format === undefined)
    throw new UserError('unreadable', queueRefused.unreadable)
  await services.store.pictures.put(bytes, { format, width: null, height: null })
  return ref
}

/** The themes of the following weeks, or undefined without repetition. @throws UserError */
function readThemes(list: string | undefined, repeats: boolean): readonly string[] | undefined {
  if (!repeats && list !== undefined) throw new UserError('bad-request', refused.themes)
  if (!repeats) return undefined
  const themes = (list ?? '')
    .split('|')
    .map((theme) => theme.replaceAll(/\s+/g, ' ').trim())
    .filter((theme) => theme !== '')
  const isLong = themes.some((theme) => Array.from(theme).length > maxThemes.letters)
  if (themes.length > maxThemes.themes || isLong) throw new UserError('bad-request', refused.tooManyThemes)
  return themes
}

/** The channel that the option names, or this one. For a thread, it is the parent channel. @throws UserError */
export async function channelFor({ services, interaction }: ChallengeCall): Promise<string> {
  const { channel, channelId } = interaction
  const here = channel?.isThread() === true ? channel.parentId : channelId
  const chosen = interaction.options.getChannel('channel')?.id ?? here ?? ''
  try {
    if ((await services.threads.kindOf(chosen)) !== 'other') return chosen
  } catch (error) {
    const refusal = channelRefusalOf(error)
    if (refusal === undefined) throw error
    throw new UserError('channel-closed', challengeTrouble.forbidden)
  }
  throw new UserError('wrong-channel', refused.channelKind)
}
