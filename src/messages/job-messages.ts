import { duration } from './duration.ts'
import { placeInLine } from './ordinal.ts'

/**
 * What messages about a job say. Functions take facts and return finished text; their callers escape what people
 * wrote (`quote`). In Discord's Markdown `-#` is small print, and `<t:…:R>` counts down in the reader's app.
 */

/** Milliseconds since 1970 as a timestamp that the reader's app keeps up to date: "in 2 minutes". */
export const relative = (milliseconds: number): string => `<t:${Math.ceil(milliseconds / 1000)}:R>`

export const waiting = {
  /** `position`: 1 is next. `ready`: milliseconds since 1970; undefined until speed was measured. */
  place: (position: number, ready: number | undefined): string => {
    const place = `You are ${placeInLine(position)}`
    return ready === undefined ? `⏳ ${place}.` : `⏳ ${place}; ready ${relative(ready)}.`
  },
  /** No machine that draws can be reached. */
  noWorker: (position: number): string =>
    `⏳ You are ${placeInLine(position)}. No machine that draws can be reached now. Your picture starts when one is back.`,
  accepted: '⏳ Joining the queue …',
}

export const running = {
  starting: '🎨 Loading the model …',
  reading: '🎨 Reading the prompt …',
  step: (facts: {
    readonly stage: 'I' | 'II'
    readonly step: number
    readonly steps: number
    readonly picture: number
    readonly pictures: number
    readonly ready: number | undefined
  }): string => {
    const which = facts.pictures > 1 ? `picture ${facts.picture} of ${facts.pictures}, ` : ''
    const time = facts.ready === undefined ? '' : ` · ready ${relative(facts.ready)}`
    return `🎨 ${which}stage ${facts.stage}, step ${facts.step} of ${facts.steps}${time}`
  },
  /** `done` from 0 to 1 */
  bar: (done: number): string => {
    const full = Math.round(Math.min(1, Math.max(0, done)) * 20)
    return `\`${'▰'.repeat(full)}${'▱'.repeat(20 - full)}\``
  },
  previewAlt: (prompt: string): string => `Unfinished: ${prompt}`,
  fitting: '🎨 The picture is large. Making it fit into a message …',
  again: '↻ Drawing was interrupted and starts over …',
}

export const result = {
  took: (milliseconds: number): string => duration(milliseconds, 'en'),
  asWebp: 'The PNG is too large to post here, so this is a WebP. `/show` brings the PNG where it fits.',
  asSmaller: (width: number): string =>
    `The picture is too large to post here, so it is shown at ${width} px. \`/show\` brings all of it where it fits.`,
  tooLarge: 'This picture is too large to post here in any form. It is kept, and `/show` brings it where it fits.',
  kept: (id: string): string =>
    `Discord does not accept this picture here. It is kept, and \`/show id: ${id}\` brings it back.`,
  seen: (how: string, prompt: string): string => `👁️ ${how}: **${prompt}**`,
  otherReading: (how: string, prompt: string): string => `${how}: **${prompt}**`,
  movingAlt: (prompt: string): string => `In motion: ${prompt}`,
  pictureAlt: (number: number): string => `Picture ${number}:`,
  ownPicture: (number: number, seed: number): string => `picture ${number}: seed ${seed}`,
  chosenFrom: (drawn: number): string => `the best of ${drawn} that were drawn`,
  stripAlt: 'How the picture emerged from the noise, from left to right.',
  stepRows: 'Above: x_t, what the network sees. Below: x̂₀, what it makes of it.',
  for: (person: string): string => `For <@${person}>`,
  madeFrom: (link: string): string => `Made from ${link}`,
  madeFromAnother: 'Made from an earlier picture.',
  noPrompt: '(no prompt)',
  done: 'done',
}

export const handover = {
  post: 'This takes longer than Discord lets a bot edit this reply. The picture will come as a new message below.',
  posted: (link: string): string => `This reply could no longer be edited. It goes on in a new message: ${link}`,
  offer: (ready: number | undefined): string =>
    ready === undefined
      ? 'This takes longer than Discord lets a bot edit this reply. Press **Collect** later to get the picture.'
      : `This takes longer than Discord lets a bot edit this reply. Press **Collect** ${relative(ready)} to get the picture.`,
}

/** Where a message is on Discord. `guildId`: null for a direct message. */
export const messageLink = (place: {
  readonly guildId: string | null
  readonly channelId: string
  readonly messageId: string
}): string => `https://discord.com/channels/${place.guildId ?? '@me'}/${place.channelId}/${place.messageId}`

export const ended = {
  cancelled: '✋ Cancelled.',
  failed: (sentence: string): string => `⚠️ ${sentence}`,
  crashed: 'Drawing this picture crashed twice, so the bot gave up. Try other settings or another prompt.',
  stopped: '🌙 The bot is restarting. Your picture keeps its place in the queue and comes when the bot is back.',
}
