import { describe, expect, it } from 'vitest'
import { steps, type Steps } from '#src/requests/sampling.ts'
import { stepsFrom, stepsWords } from '#src/requests/steps-words.ts'
import { viewFrom } from '#src/requests/view-words.ts'
import { type ViewSpec, viewSpec } from '#src/pipeline/views/registry.ts'

describe('steps as words', () => {
  it.each<[string, unknown]>([
    ['27', 27],
    [' smart50 ', 'smart50'],
    ['900, 500 100;0', { timesteps: [900, 500, 100, 0] }],
    ['sections: 10, 10, 0', { sections: [10, 10, 0] }],
    ['a few', 'a few'],
  ])('%j is %j', (words, said) => {
    expect(stepsFrom(words)).toEqual(said)
  })

  it.each<Steps>([27, 'fast27', { timesteps: [999, 10, 0] }, { sections: [3, 0, 1] }])(
    '%j is parsed as it was formatted',
    (value) => {
      expect(steps.parse(stepsFrom(stepsWords(value)))).toEqual(value)
    },
  )
})

describe('views as words', () => {
  it.each<readonly [string, ViewSpec]>([
    ['flip', { name: 'flip' }],
    ['skew:factor=-1.5', { name: 'skew', factor: -1.5 }],
    [' patch_permute : pieces=8 : seed=3 ', { name: 'patch_permute', pieces: 8, seed: 3 }],
    ['jigsaw:seed=12', { name: 'jigsaw', seed: 12 }],
  ])('%s is %j', (words, view) => {
    expect(viewSpec.parse(viewFrom(words))).toEqual(view)
  })

  it('leaves errors to the schema', () => {
    expect(viewFrom('jigsaw:seed=many')).toEqual({ name: 'jigsaw', seed: 'many' })
    expect(viewFrom('upside down')).toEqual({ name: 'upside down' })
  })
})
