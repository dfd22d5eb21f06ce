import { exampleLists, examplePrompts } from './examples.ts'
import { placeInLine } from './ordinal.ts'

/** Answers of commands that draw nothing. */
export const recipe = {
  title: (mode: string): string => `📜 **/${mode}**`,
  noPrompt: '(no prompt)',
  negative: (negative: string): string => `Avoids: ${negative}`,
  ownSeed: (seed: number): string => `this picture: seed ${seed}`,
  madeBy: (made: {
    readonly version: string
    readonly device: string
    readonly name: string
    readonly fingerprint: string
  }): string => `Model ${made.name} (${made.fingerprint.slice(0, 12)}) on ${made.device} · Duckrabbit ${made.version}`,
  scores: (facts: { readonly alignment: string; readonly concealment: string | undefined }): string =>
    facts.concealment === undefined
      ? `Fits its prompt: ${facts.alignment} (CLIP)`
      : `Worst reading fits its prompt: ${facts.alignment} · Readings told apart: ${facts.concealment} (CLIP)`,
  bringBack: (id: string): string => `\`/show id: ${id}\` brings it back anywhere. The PNG carries its recipe.`,
}

export const queueFacts = {
  empty: 'The queue is empty.',
  busy: (facts: { readonly running: number; readonly waiting: number }): string =>
    `Drawing: **${facts.running}** · Waiting: **${facts.waiting}**`,
  notYours: 'None of them are yours.',
  drawing: (what: string, fraction: number): string => `${what}: drawing, ${Math.round(fraction * 100)} %`,
  waits: (what: string, position: number): string => `${what}: ${placeInLine(position)}`,
}

export const presence = {
  starting: 'Starting …',
  failed: 'Cannot draw: the engine does not start',
  absent: (jobs: number): string =>
    jobs === 0 ? 'Waiting for a machine that draws' : `Waiting for a machine that draws: ${jobs} in the queue`,
  idle: (model: string): string => `${model}: try /generate`,
  busy: (model: string, jobs: number): string => `${model}: ${jobs} in the queue`,
}

export const about = {
  title: '## 🦆🐇 Duckrabbit',
  noModelYet: 'not loaded yet',
  noDeviceYet: 'a device that is still being tested',
  unknownLicence: 'not named by the model’s folder',
  licence: (licence: string): string =>
    `Licence of the model: ${licence}. The pictures are generated and may be wrong or odd.`,
  what: 'Draws pictures with two meanings, pixel by pixel, with the DeepFloyd IF cascade. Self-hosted: your pictures are made and kept on the machine that runs this bot.',
  facts: (facts: { readonly model: string; readonly device: string; readonly version: string }): string =>
    `Model **${facts.model}** on ${facts.device} · Duckrabbit ${facts.version}`,
}

/** What somebody reads who writes to the bot instead of using a command. */
export const hint = {
  how: 'I answer to commands: type `/` and pick one of mine. Try one of these:',
  examples: [
    `\`/generate prompt: ${examplePrompts.generate}\``,
    `\`/anagram prompt: ${examplePrompts.anagram[0]} second: ${examplePrompts.anagram[1]}\``,
    `\`/hybrid first: ${examplePrompts.hybrid[0]} second: ${examplePrompts.hybrid[1]}\``,
  ].join('\n'),
  more: '`/help` says what else there is.',
}

export const help = {
  title: '## How to ask',
  /** `subjects`: what the model says that it was taught, best first. Empty if it does not say. */
  examples: (subjects: readonly string[]): string => {
    const { drawn, anagrams, hybrids } = exampleLists(subjects)
    return `**It draws well:** ${drawn}.\n**Good anagrams:** ${anagrams}.\n**Good hybrids:** ${hybrids}.`
  },
  tip: 'The same seed and settings draw the same picture. Everything works in direct messages too.',
  buttons: [
    '🔄 **Turn** and **Step back** show the other reading · 🎬 **Animate** sets it in motion',
    '🎲 **Again** repeats the request with a new seed · 🖋️ **Remix** opens the recipe · 🌱 **Vary** redraws the picture from itself · ⬆️ **Upscale** enlarges it',
    '**Details** shows every setting, and has more: 🎞️ **Steps** shows how the picture was made, 🌳 **Vary a lot** …',
    'Where there are several pictures, pick one from the menu. The menu of any message with a picture offers more: **Apps**, then **Edit this**, **Inpaint this** …',
  ].join('\n'),
}
