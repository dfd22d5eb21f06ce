import type { BaseInteraction } from 'discord.js'
import { pairName, pickPair, requestFor } from '#src/community/guess/pairs.ts'
import type { Round, RoundPlan } from '#src/community/guess/round.ts'
import type { Engine } from '#src/engine/engine.ts'
import { UserError } from '#src/errors.ts'
import { guessRefused as refused } from '#src/messages/guess.ts'
import { fill } from '#src/messages/template.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { Settings } from '#src/settings/settings.ts'
import type { Job } from '#src/store/job.ts'
import { isManager } from '../interactions/permissions.ts'
import { type JobInteraction, mayPostIn } from '../jobs/reply-origin.ts'
import { placeOf } from '../jobs/request-place.ts'
import { requireShowable } from '../jobs/showable.ts'
import { checkRequest, completeRequest } from '../submission/complete-request.ts'
import { allowanceOf } from '../submission/limits-layer.ts'
import type { Policy } from '../submission/policy.ts'
import type { RequestContext, SettingsLayer } from '../submission/settings-layer.ts'
import type { GuessParts } from './guess-parts.ts'
import { guessablePrompts } from './round-picture.ts'
import { takeBack } from './take-back.ts'

/** Starts rounds in the channel of an interaction. */
export interface StartRound {
  /** Starts a round with one of the person's own pictures. @throws UserError */
  withResult(interaction: JobInteraction, job: Job, picture: number, minutes: number): Promise<Round>
  /** Starts a round with a picture that the bot draws. @throws UserError */
  withDrawing(interaction: JobInteraction, minutes: number): Promise<Round>
}

export interface StartRoundParts extends Pick<GuessParts, 'store' | 'queue' | 'log'> {
  readonly settings: Pick<Settings, 'at'>
  readonly layers: readonly SettingsLayer[]
  readonly policy: Policy
  readonly engine: Pick<Engine, 'status'>
  /** In [0, 1), as Math.random. */
  readonly random: () => number
  /** The id of the bot's user. It is called each time, because the id is only known once the client is ready. */
  readonly botId: () => string
}

/** The number of a server's latest pairs that are not drawn again. */
const recentPairs = 12

const minute = 60_000

export function createStartRound(parts: StartRoundParts): StartRound {
  const { store, policy } = parts
  return {
    async withResult(interaction, job, picture, minutes) {
      const { guildId, channelId, context } = await checkStart(parts, interaction)
      if (job.personId !== interaction.user.id) throw new UserError('not-yours', refused.onlyOwnResults)
      requireShowable(job, context.place)
      const results = await store.results.ofJob(job.id)
      const result = results.find((one) => one.role === 'picture' && one.picture === picture)
      if (result === undefined || (await store.pictures.about(result.sha256)) === null)
        throw new UserError('picture-gone', refused.noSuchResult)
      if (guessablePrompts(result).length === 0) throw new UserError('no-illusion', refused.noIllusion)
      await policy.admit(job.request, context)
      const whose = { starterId: job.personId, giverId: job.personId, jobId: job.id, picture }
      return create(parts, { guildId, channelId, ...whose, duration: minutes * minute, pair: null })
    },

    async withDrawing(interaction, minutes) {
      const { guildId, channelId, context } = await checkStart(parts, interaction)
      const recent = await store.guess.recentPairs(guildId, recentPairs)
      const pair = pickPair(parts.engine.status.subjects, recent, parts.random)
      const request = completeRequest(checkRequest(requestFor(pair)), context, parts)
      await policy.admit(request, context)
      const whose = { starterId: interaction.user.id, giverId: null, jobId: null, picture: 0 }
      const plan = { guildId, channelId, ...whose, duration: minutes * minute, pair: pairName(pair) }
      const round = await create(parts, plan)
      const job = await addJob(parts, interaction, request, context).catch(async (error: unknown) => {
        const ended = await store.guess.end(round.id, 'cancelled')
        if (ended !== null) await store.guess.posted(ended)
        // The original sentence would list the pictures of other rounds.
        if (error instanceof UserError && error.code === 'too-many-waiting')
          throw new UserError('too-many-rounds', refused.busyDrawing)
        throw error
      })
      if (!(await store.guess.setJob(round.id, job.id))) {
        // Somebody ended the round before the job was in the queue, so nobody waits for the picture.
        await takeBack(parts, job.id)
        throw new UserError('round-over', refused.roundOver)
      }
      return (await store.guess.get(round.id)) ?? round
    },
  }
}

/**
 * Adds the job that draws the picture. The bot itself owns the job, so that nobody sees it in their list or messages.
 * It counts towards the quota of the person who starts the round.
 */
function addJob(
  { queue, botId }: StartRoundParts,
  interaction: JobInteraction,
  request: DrawRequest,
  context: RequestContext,
): Promise<Job> {
  const { guildId } = interaction
  const locale = context.settings.value('language') ?? interaction.guildLocale
  return queue.add({
    personId: botId(),
    request,
    pictures: new Map(),
    origin: { from: 'guess', ...(guildId !== null && { guildId }), ...(locale !== null && { locale }) },
    ...(guildId !== null && {
      allowance: { ...allowanceOf(guildId, request, context), personId: interaction.user.id },
    }),
  })
}

async function create({ store }: StartRoundParts, plan: RoundPlan): Promise<Round> {
  const round = await store.guess.create(plan)
  if (round === null) throw new UserError('round-under-way', refused.underWay)
  return round
}

/** Checks that this person can start a round here, and returns where that is. @throws UserError */
async function checkStart({ settings, store }: StartRoundParts, interaction: JobInteraction) {
  const { guildId, channelId } = interaction
  if (guildId === null || channelId === null) throw new UserError('not-in-server', refused.onlyInServers)
  const place = placeOf(interaction)
  const found = await settings.at(place)
  const channels = found.value('guessChannels')
  if (channels !== undefined && !channels.includes(place.channelId ?? ''))
    throw new UserError(
      'channel-closed',
      fill(refused.notHere, { channels: channels.map((id) => `<#${id}>`).join(', ') }),
    )
  if (found.value('guessRoles') !== undefined && !(await isManager({ settings }, interaction, 'guessRoles')))
    throw new UserError('not-allowed', refused.mayNotStart)
  if (!mayPostIn(interaction)) throw new UserError('may-not-post', refused.mayNotPost)
  if ((await store.guess.ofChannel(channelId)) !== null) throw new UserError('round-under-way', refused.underWay)
  return { guildId, channelId, context: { place, settings: found } }
}

/** The round of this server with this id. @throws UserError `no-such-round` */
export async function roundOf(
  { store }: Pick<GuessParts, 'store'>,
  { guildId }: Pick<BaseInteraction, 'guildId'>,
  id: string,
): Promise<Round> {
  const round = await store.guess.get(id)
  if (round === null || round.guildId !== guildId) throw new UserError('no-such-round', refused.roundOver)
  return round
}
