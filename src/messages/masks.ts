/** Texts shown while a mask is chosen. */
export const masks = {
  choose: '🩹 Which part should be redrawn? Pick its numbers below.',
  pick: 'Pick one or more numbers',
  cell: (number: number): string => `Cell ${number}`,
  gridAlt: 'The picture under a grid of 25 numbered cells.',
  chosen: (prompt: string): string => `🩹 **${prompt}**\nThe coloured part will be redrawn.`,
  maskAlt: 'The picture, with the part to be redrawn in colour.',
  noPrompt: '(no prompt)',
  draw: 'Draw',
  change: 'Change',
} as const
