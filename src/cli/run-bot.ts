/** Runs `duckrabbit bot`, which is the same as `npm start`, until a signal stops it. */
export async function runBot(): Promise<void> {
  await import('../bot.ts')
}
