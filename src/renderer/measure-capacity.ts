/**
 * How many jobs at once pay on a device, measured: on a GPU a batch of four takes little longer than a batch of one,
 * on a CPU it takes four times as long, gains nothing, and delays the first person.
 *
 * `run` answers one batch of so many rows and says how many seconds it took; `rows` are those of one job.
 * Doubling pays while it makes a job at least a quarter cheaper, and while a step stays under `patience` seconds.
 */
export async function measureCapacity(
  run: (rows: number) => Promise<number>,
  {
    rows = 2,
    limit = 8,
    patience = 3,
  }: { readonly rows?: number; readonly limit?: number; readonly patience?: number } = {},
): Promise<number> {
  // The first run at a size makes plans and takes memory: it is not what later ones take.
  let before = Math.min(await run(rows), await run(rows))
  let jobs = 1
  while (jobs * 2 <= limit && before < patience) {
    await run(rows * jobs * 2)
    const together = await run(rows * jobs * 2)
    if (together > before * 1.5) break
    jobs *= 2
    before = together
  }
  return jobs
}
