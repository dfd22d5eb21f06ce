import { relative } from './job-messages.ts'

/** `/gallery` */
export const gallery = {
  everybody: 'Everybody’s',
  mine: 'Mine',
  best: 'The best',
  title: (kind: string): string => `## 🖼️ Gallery · ${kind}`,
  /** What a page shows, on one line. */
  page: (page: number): string => `Page ${page}`,
  word: (word: string): string => `with “${word}”`,
  nothing: 'There is nothing to see here yet.',
  nothingFits: 'No picture fits. Try another word, or another mode.',
  nothingStarred: 'No picture has a star yet. Press ⭐ below one that you like.',
  line: (facts: {
    readonly number: number
    readonly prompt: string
    readonly person: string
    readonly stars: number
    readonly drawn: number
  }): string =>
    `**${facts.number}.** ${facts.prompt} · ${facts.person}${facts.stars === 0 ? '' : ` · ⭐ ${facts.stars}`} · ${relative(facts.drawn)}`,
  jump: (link: string): string => `[Go to it](${link})`,
  private: 'only you see it',
  back: 'Back',
  next: 'Next',
  anyMode: 'All modes',
  modes: 'Choose a mode',
  open: 'Open a picture',
  option: (number: number): string => `Picture ${number}`,
} as const

/** The button that gives a star, and the messages of a star channel. */
export const stars = {
  star: 'Star',
  /** The number of stars on the button. */
  count: (stars: number): string => `${stars}`,
  post: (facts: { readonly person: string; readonly channel: string }): string =>
    `by ${facts.person} in ${facts.channel}`,
} as const

/** `/export` */
export const exportText = {
  part: (part: number): string => `## 📦 Your pictures, part ${part}`,
  pictures: (count: number): string =>
    `**${count}** ${count === 1 ? 'picture' : 'pictures'}, oldest first, each with its recipe as JSON.`,
  more: 'There are more. Press **Next part**.',
  last: 'That is all.',
  next: 'Next part',
  gone: (count: number): string =>
    `${count} ${count === 1 ? 'picture is' : 'pictures are'} no longer stored; the recipes are here.`,
  smaller: (count: number): string =>
    `${count} ${count === 1 ? 'picture was' : 'pictures were'} too large for this place and came in another format.`,
  nothing: 'You have no finished pictures.',
} as const

export const galleryRefused = {
  noServer: 'There is no server here that I belong to, so there is only a gallery of your own: choose it.',
  noWord: 'There is no word in this to look for. Give a word with letters or digits.',
  unseen: 'This picture is not open to you here.',
  ownStar: 'Stars are for the pictures of others; your own cannot have yours.',
} as const
