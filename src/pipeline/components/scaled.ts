import type { Component } from '../component.ts'

/** The whole estimate, weighted: sums of them put several prompts into one picture (Liu et al. 2022, "Compositional Visual Generation"). */
export function scaled(weight = 0.5): Component {
  return {
    name: 'scale',
    filter: (estimate) => ({ ...estimate, data: estimate.data.map((value) => weight * value) }),
  }
}
