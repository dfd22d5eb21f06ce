import { describe, expect, it } from 'vitest'
import { type Candidate, place } from '#src/engine/placement.ts'

const candidate = (name: string, facts: Partial<Candidate> = {}): Candidate & { readonly name: string } => ({
  name,
  free: 1,
  wait: 0,
  loading: 0,
  drawing: 10,
  ...facts,
})

const busy = (name: string, wait: number | null, facts: Partial<Candidate> = {}) =>
  candidate(name, { free: 0, wait, ...facts })

describe('the placement of a job', () => {
  it('prefers the faster device, and the less busy one of equals', () => {
    const fast = candidate('fast', { drawing: 3 })
    expect(place([candidate('slow'), fast])).toEqual({ kind: 'now', candidate: fast })
    const empty = candidate('empty', { free: 3 })
    expect(place([candidate('half full'), empty])).toEqual({ kind: 'now', candidate: empty })
  })

  it('prefers the one that has the model loaded, unless it is slower by more than loading takes', () => {
    const cold = candidate('cold', { loading: 30 })
    const warm = candidate('warm', { drawing: 20 })
    expect(place([cold, warm])).toEqual({ kind: 'now', candidate: warm })
    expect(place([cold, candidate('warm', { drawing: 60 })])).toEqual({ kind: 'now', candidate: cold })
  })

  it('waits for a busy one that has the model loaded where that is quicker', () => {
    const cold = candidate('cold', { loading: 30 })
    expect(place([cold, busy('warm', 12)])).toEqual({ kind: 'later', again: 12 })
    expect(place([cold, busy('warm', 29)])).toEqual({ kind: 'now', candidate: cold })
  })

  it('waits for nothing that is uncertain', () => {
    const cold = candidate('cold', { loading: 30 })
    expect(place([cold, busy('warm, but late', null)])).toEqual({ kind: 'now', candidate: cold })
    expect(place([cold, busy('cold as well', 1, { loading: 30 })])).toEqual({ kind: 'now', candidate: cold })
  })

  it('finds no place if all are busy or there is none', () => {
    expect(place([busy('one', 3)])).toEqual({ kind: 'later', again: null })
    expect(place([])).toEqual({ kind: 'later', again: null })
  })
})
