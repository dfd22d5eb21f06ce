import { ordinal } from './ordinal.ts'

/** What commands answer that paint nothing. */
export const recipe = {
  title: (mode: string): string => `📜 **/${mode}**`,
  noPrompt: 'Without words.',
  negative: (negative: string): string => `Kept away from: ${negative}`,
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
  failed: 'Not able to paint: the engine does not start',
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
