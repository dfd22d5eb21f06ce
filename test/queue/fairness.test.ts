import { expect, it } from 'vitest'
import { startQueue, submission } from './harness.ts'
import { makeInProcess } from './in-process-queue.ts'

it('draws 200 jobs of 50 people in rounds, with one job of each person per round', async () => {
  const { queue, store, engine, play } = await startQueue(makeInProcess)
  const people = Array.from({ length: 50 }, (_, i) => `person ${i}`)
  for (const person of people)
    for (let i = 0; i < 4; i++) await queue.add(submission(person, `${person} picture ${i} 1s`))
  await play()
  expect(engine.drawn).toHaveLength(200)
  for (let round = 0; round < 4; round++) {
    const served = engine.drawn.slice(round * 50, round * 50 + 50).map(({ prompt }) => prompt)
    expect([...served].sort()).toEqual(people.map((person) => `${person} picture ${round} 1s`).sort())
  }
  expect(await store.jobs.inState('done')).toHaveLength(200)
  expect(await store.jobs.undelivered()).toHaveLength(200)
}, 60_000)

it('does not let a person with many requests hold up people with few', async () => {
  const { queue, engine, clock, play, settle } = await startQueue(makeInProcess)
  const waits: number[] = []
  for (let minute = 0; minute < 10; minute++) {
    // Ann fills her line whenever she may; Bob comes once a minute.
    for (let i = 0; i < 6; i++) {
      try {
        await queue.add(submission('ann', 'ann 30s'))
      } catch {
        break
      }
    }
    const asked = clock.now()
    const { id } = await queue.add(submission('bob', 'bob 5s'))
    for (let second = 0; second < 60; second++) {
      clock.advanceSync(1000)
      await settle()
    }
    const begun = engine.drawn.find((drawn) => drawn.id === id)
    waits.push(((begun?.at ?? Infinity) - asked) / 1000)
  }
  // Never behind more than the picture that is being painted.
  expect(Math.max(...waits)).toBeLessThanOrEqual(30)
  await play()
}, 60_000)

it('counts the real duration: after a long job its person goes behind the others', async () => {
  const { queue, engine, play } = await startQueue(makeInProcess)
  await queue.add(submission('ann', 'ann 120s'))
  await play()
  await queue.add(submission('cleo', 'cleo'))
  await queue.add(submission('ann', 'ann again'))
  await queue.add(submission('bob', 'bob'))
  await play()
  expect(engine.drawn.map(({ prompt }) => prompt)).toEqual(['ann 120s', 'cleo', 'bob', 'ann again'])
})
