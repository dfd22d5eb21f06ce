/** What keeps somebody from drawing more for now. `{when}` is a timestamp that the reader's app keeps up to date. */
export const quotaRefused = {
  used: 'You have used all of your {limit} pictures of today. You can draw again {when}.',
  tooMany: 'You have {left} of your {limit} pictures of today left, and this asks for {pictures}. Ask for fewer.',
  none: 'Drawing is not open to you on this server. Ask its moderators.',
  cooldown: 'One moment, please: you can draw again {when}.',
  pixels: 'This is larger than you may draw here. Ask for `size` 64.',
  steps: 'This asks for {steps} steps, and you may use {limit} here. Ask for fewer.',
} as const

/** `/quota` */
export const quotaFacts = {
  title: '## Your quota',
  nowhere: 'There are no quotas in direct messages.',
  pictures: (facts: { readonly used: number; readonly limit: number; readonly resets: string }): string =>
    `Pictures today: **${facts.used}** of **${facts.limit}**. The count starts again ${facts.resets}.`,
  unlimited: (used: number): string => `Pictures today: **${used}**, without a limit.`,
  drawing: (pictures: number): string =>
    `${pictures} of them ${pictures === 1 ? 'is' : 'are'} waiting or being drawn. What fails or is cancelled does not count.`,
  cooldown: (seconds: number): string => `Pause between two requests: **${seconds} s**.`,
  ready: (when: string): string => `You can draw again ${when}.`,
  pixels: (pixels: number): string => `Largest picture: **${pixels}** pixels.`,
  steps: (steps: number): string => `Most steps: **${steps}**.`,
} as const
