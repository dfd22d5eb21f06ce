/** What is said while a mask is chosen. */
export const masks = {
  choose: '🩹 Which part is painted anew? Pick its numbers below.',
  pick: 'Pick one number or several',
  cell: (number: number): string => `Cell ${number}`,
  gridAlt: 'The picture under a grid of 25 numbered cells.',
  chosen: (prompt: string): string => `🩹 **${prompt}**\nThe coloured part is painted anew.`,
  maskAlt: 'The picture with the part that is painted anew in colour.',
  noPrompt: 'whatever fits in',
  draw: 'Draw',
  change: 'Change',
} as const
