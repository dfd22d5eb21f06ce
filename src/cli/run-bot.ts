/** `duckrabbit bot` does the same as `npm start`. The bot runs until a signal stops it. */
export async function runBot(): Promise<void> {
  await import('../bot.ts')
}
