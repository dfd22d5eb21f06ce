import type { Component } from '../component.ts'

/** The whole estimate times a weight. Their sum shows several prompts in one picture (Liu et al. 2022, "Compositional Visual Generation"). */
export function scaled(weight = 0.5): Component {
  return {
    name: 'scale',
    filter: (estimate) => ({ ...estimate, data: estimate.data.map((value) => weight * value) }),
  }
}
