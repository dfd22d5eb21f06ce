import { openStore } from '#src/store/open-store.ts'
import { exampleJob, exampleRecipe } from './examples.ts'

/**
 * A process for `kill.test.ts` to kill: accepts jobs, draws pictures into them and says on standard output what it
 * was promised, one JSON a line, until it dies.
 */
const store = await openStore({ dataDir: process.argv[2] ?? '' })
for (let i = 0; ; i++) {
  const bytes = new Uint8Array(20_000).fill(i)
  bytes.set(new TextEncoder().encode(`picture ${i}`))
  const { sha256 } = await store.pictures.put(bytes, { format: 'png', width: 64, height: 64 })
  const job = await store.jobs.accept(exampleJob({ pictures: [sha256], token: `token ${i}` }), 1_000_000)
  if (job === null) throw new Error('refused')
  await store.jobs.begin(job.id)
  await store.results.put({ jobId: job.id, picture: 0, role: 'picture', sha256, seed: i, recipe: exampleRecipe(i) })
  await store.jobs.end(job.id, { state: 'done', seconds: 1 })
  process.stdout.write(`${JSON.stringify({ id: job.id, sha256 })}\n`)
}
