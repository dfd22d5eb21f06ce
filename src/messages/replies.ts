/**
 * What the bot says, in one place. Functions take facts and give finished text; whoever calls them escapes
 * what people wrote (`quote`). Discord's markdown: `-#` is small print, `<t:…:R>` ticks in the reader's app.
 */

/** Milliseconds since 1970 as a timestamp that the reader's app keeps up to date: "in 2 minutes". */
export const relative = (milliseconds: number): string => `<t:${Math.ceil(milliseconds / 1000)}:R>`

const ordinal = (place: number): string => {
  const ending = place % 100 > 10 && place % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th')
  return `${place}${ending}`
}

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

export const refused = {
  notYours: 'Only the person who asked for this picture, or who may manage messages here, can do that.',
  gone: 'That picture is no longer kept here, so there is nothing to go on from.',
  unknownPress: 'This button is from another time; nothing answers to it any more.',
  unknownCommand: 'This command is from another version of the bot; try again in a minute.',
  noSuchJob: 'There is no picture of yours by that id; pick one from the list that opens while you type.',
  notDone: 'That one is not finished yet.',
  shuttingDown: 'The bot is going down for a moment; ask again when it is back.',
  tooLate: 'That one is already finished.',
  noPicture: 'There is no picture in that message; choose one that has a picture.',
  largeAlready: (longest: number, most: number): string =>
    `This picture is ${longest} px long already; at most ${most} px are enlarged. \`/upscale\` with \`way: whole\` redraws it at 256 px.`,
  illusionLarge:
    'This illusion is 256 px long already, and is drawn no larger: enlarging it as it is would paint its other meanings over.',
  noRecipe: 'This picture does not say how it was made: it is not kept here and carries no recipe.',
  tooSlow: 'That took too long to open; try it once more.',
  draftGone: 'This has been left lying for too long and is no longer kept; run the command again.',
  incident: (id: string): string => `Something went wrong on our side. It is noted as \`${id}\`; please try again.`,
}

export const recipe = {
  title: (mode: string): string => `📜 **/${mode}**`,
  nothing: 'Without words.',
  without: (negative: string): string => `Kept away from: ${negative}`,
  ownSeed: (seed: number): string => `this one: ${seed}`,
  madeBy: (version: string, device: string): string => `Duckrabbit ${version} on ${device}`,
}

export const queueFacts = {
  empty: 'Nothing is being painted and nobody waits: ask away.',
  busy: (facts: { readonly running: number; readonly waiting: number }): string =>
    `Being painted: **${facts.running}** · waiting: **${facts.waiting}**`,
  notYours: 'None of them is yours.',
  painting: (what: string, fraction: number): string => `${what}: being painted, ${Math.round(fraction * 100)} %`,
  waits: (what: string, position: number): string => `${what}: ${ordinal(position)} in line`,
}

export const presence = {
  starting: 'Starting …',
  idle: (model: string): string => `${model}: ask with /generate`,
  busy: (model: string, jobs: number): string => `${model}: ${jobs} in line`,
}

export const about = {
  title: '## 🦆🐇 Duckrabbit',
  noModelYet: 'still being looked for',
  noDeviceYet: 'a device that is still being tried',
  licence: (licence: string): string =>
    `Licence of the model: ${licence}. Pictures are made by a machine and may be wrong or odd.`,
  what: 'Paints pictures with two meanings, pixel by pixel, with the DeepFloyd IF cascade. Self-hosted; the machine that runs this bot is where your pictures are made and kept.',
  facts: (facts: { readonly model: string; readonly device: string; readonly version: string }): string =>
    `Model **${facts.model}** on ${facts.device} · Duckrabbit ${facts.version}`,
}

export const help = {
  title: '## How to ask',
  tip: 'The same seed and settings paint the same picture. Everything works in direct messages too.',
  buttons: [
    '🔄 **Turn** and 👣 **Step back** show the other meaning · 🎬 **Animate** sets it in motion',
    '🎲 **Again** paints the same request anew · 🖋️ **Remix** opens the recipe · 🌱🌳 **Vary** paints it anew from itself',
    '⬆️ **Upscale** makes it four times as large · 🎞️ **Steps** shows how it came to be · 🗑️ **Delete** takes it away',
    'Of several pictures, pick one from the menu. The menu of any message with a picture has more: **Apps**, then **Edit this**, **Inpaint this** …',
  ].join('\n'),
}

/** The menu that picks one of several pictures. */
export const pick = {
  which: 'Pick a picture: turn it, vary it, take it larger …',
  all: 'All pictures',
  picture: (number: number): string => `Picture ${number}`,
} as const

export const buttons = {
  again: 'Again',
  remix: 'Remix',
  up: (picture: number | undefined): string => (picture === undefined ? 'Upscale' : `Upscale ${picture}`),
  steps: 'Steps',
  varyLittle: 'Vary a little',
  varyMuch: 'Vary a lot',
  turn: 'Turn',
  stepBack: 'Step back',
  move: 'Animate',
  bin: 'Delete',
  stop: 'Cancel',
  collect: 'Collect',
} as const
