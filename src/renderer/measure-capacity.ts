/**
 * Measures how many jobs are worth running at once on a device. On a GPU a batch of four takes little longer than a batch
 * of one. On a CPU it takes four times as long, which gains nothing and delays the first person.
 *
 * `run` runs one batch of the given number of rows and returns the seconds it took. `rows` is the number of rows of one
 * job. Doubling is worthwhile while it makes a job at least a quarter cheaper and a step stays under `maxStepSeconds`.
 */
export async function measureCapacity(
  run: (rows: number) => Promise<number>,
  {
    rows = 2,
    limit = 8,
    maxStepSeconds = 3,
  }: { readonly rows?: number; readonly limit?: number; readonly maxStepSeconds?: number } = {},
): Promise<number> {
  // The first run at a size also plans and allocates memory, so it is slower than later ones.
  let before = Math.min(await run(rows), await run(rows))
  let jobs = 1
  while (jobs * 2 <= limit && before < maxStepSeconds) {
    await run(rows * jobs * 2)
    const joined = await run(rows * jobs * 2)
    if (joined > before * 1.5) break
    jobs *= 2
    before = joined
  }
  return jobs
}
