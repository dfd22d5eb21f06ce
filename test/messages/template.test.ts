import { describe, expect, it } from 'vitest'
import { fill, placeholdersIn, readTemplate } from '#src/messages/template.ts'

describe('a template', () => {
  const template = '{name} has {megabytes} MB; choose one of at most {limit} MB.'

  it('is filled, and read back from the sentence', () => {
    const details = { name: 'a (1).png', megabytes: '7.5', limit: '4' }
    const sentence = fill(template, details)
    expect(sentence).toBe('a (1).png has 7.5 MB; choose one of at most 4 MB.')
    expect(readTemplate(template, sentence)).toEqual(details)
  })

  it('is not read from another sentence', () => {
    expect(readTemplate(template, 'a.png has 7 MB; choose one of at most 4 GB.')).toBeUndefined()
    expect(readTemplate('The queue is full.', 'The queue is full!')).toBeUndefined()
  })

  it('names its placeholders once each', () => {
    expect(placeholdersIn('{b} and {a} and {b}')).toEqual(['a', 'b'])
  })
})
