/** `duckrabbit bot`: the same as `npm start`. The bot runs until it is told to stop. */
export async function bot(): Promise<void> {
  await import('../bot.ts')
}
