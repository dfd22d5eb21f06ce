import type { Recipe } from '#src/requests/recipe.ts'
import type { AcceptedJob } from '#src/store/store.ts'

/** A job of Ann's, ready to be accepted. */
export function exampleJob(changes: Partial<AcceptedJob> = {}): AcceptedJob {
  return {
    personId: 'ann',
    request: { mode: 'generate', prompt: 'a red fox', seed: 7 },
    origin: { channelId: '42' },
    pictures: [],
    ...changes,
  }
}

/** The recipe of a picture drawn by nobody. */
export function exampleRecipe(seed = 7): Recipe {
  const stage = { steps: 4, sampler: 'ddpm', guidance: 7 } as const
  return {
    version: 1,
    request: {
      mode: 'generate',
      prompt: 'a red fox',
      negative: '',
      seed,
      count: 1,
      bestOf: 1,
      size: 64,
      model: 'stub',
      cleanCaption: false,
      stageOne: stage,
    },
    picture: 0,
    seed,
    model: { name: 'stub', fingerprint: 'none' },
    duckrabbit: '0.0.0',
    device: 'cpu',
  }
}
