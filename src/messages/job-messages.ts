import { ordinal } from './ordinal.ts'

/**
 * What messages about a job say. Functions take facts and return finished text; their callers escape what people
 * wrote (`quote`). In Discord's Markdown `-#` is small print, and `<t:…:R>` counts down in the reader's app.
 */

/** Milliseconds since 1970 as a timestamp that the reader's app keeps up to date: "in 2 minutes". */
export const relative = (milliseconds: number): string => `<t:${Math.ceil(milliseconds / 1000)}:R>`

const seconds = (milliseconds: number): string =>
  milliseconds < 9950
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : milliseconds < 120_000
      ? `${Math.round(milliseconds / 1000)} s`
      : `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`

export const waiting = {
  /** `ahead`: how many are painted before it. `ready`: milliseconds since 1970, unless nothing was measured yet. */
  place: (ahead: number, ready: number | undefined): string => {
    const place = ahead === 0 ? 'You are next' : `You are ${ordinal(ahead + 1)} in line`
    return ready === undefined ? `⏳ ${place}.` : `⏳ ${place}; ready ${relative(ready)}.`
  },
  accepted: '⏳ Taking your place in line …',
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
  again: '↻ The painter had to start over with this picture …',
  stopping: '✋ Stopping after this step …',
}

export const result = {
  took: (milliseconds: number): string => seconds(milliseconds),
  asWebp: 'The PNG is too large for this place, so this is a WebP; `/show` brings the PNG where it fits.',
  asSmaller: (width: number): string =>
    `Too large for this place: shown at ${width} px. The full picture is kept; \`/show\` brings it where it fits.`,
  tooLarge: 'This picture is too large for this place in every form. It is kept; `/show` brings it where it fits.',
  kept: (id: string): string => `Discord does not take this picture here. It is kept: \`/show id: ${id}\` brings it.`,
  seen: (how: string, prompt: string): string => `👁️ ${how}: **${prompt}**`,
  movingAlt: (prompt: string): string => `In motion: ${prompt}`,
  noMotion: 'Nothing is kept of how this picture came to be, so there is nothing to set in motion.',
  pictureAlt: (number: number): string => `Picture ${number}:`,
  ownPicture: (number: number, seed: number): string => `picture ${number}: seed ${seed}`,
  stripAlt: 'How the picture came out of the noise, from left to right.',
  for: (person: string): string => `For <@${person}>`,
  madeFrom: (link: string): string => `Made from ${link}`,
  madeFromAnother: 'Made from an earlier picture.',
  noPrompt: 'whatever came to mind',
}

export const handover = {
  post: 'This takes longer than Discord lets a bot edit this reply. The picture will come as a new message below.',
  offer: (ready: number | undefined): string =>
    ready === undefined
      ? 'This takes longer than Discord lets a bot edit this reply. Press **Collect** later and the picture comes.'
      : `This takes longer than Discord lets a bot edit this reply. Press **Collect** ${relative(ready)} and the picture comes.`,
  notYet: 'Not ready yet; it goes on here.',
}

export const ended = {
  cancelled: '✋ Cancelled.',
  cancelledBy: (person: string): string => `✋ Cancelled by <@${person}>.`,
  failed: (sentence: string): string => `⚠️ ${sentence}`,
  crashed: 'The painter broke twice over this one, so it was given up; try other settings or another prompt.',
  stopped: '🌙 The bot is going down for a moment. Your picture keeps its place and comes when it is back.',
}
