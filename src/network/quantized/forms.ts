/** Numbers of weights that share a scale in the form `blocks`: 32, as in llama.cpp's formats. */
export const blockSize = 32

/**
 * Inputs of a layer that share a scale in the form `int8`. Activations are rounded in the same groups, so that one huge activation, which
 * T5 has, makes only its own group coarse.
 */
export const groupSize = 2048

/** How matrices are kept: 8 bit for integer matrix products, or blocks of 8 or 4 bit that are expanded as they are used. */
export type QuantizedForm = 'int8' | 'blocks8' | 'blocks4'

/** Bits of one weight in each form, without scales. */
export const bitsOf: Readonly<Record<QuantizedForm, 4 | 8>> = { int8: 8, blocks8: 8, blocks4: 4 }

/** The names of the tensors that hold a quantised matrix. `group` counts along its inputs. */
export const quantizedNames = {
  int8: (matrix: string, group: number) => `${matrix}.int8.${group}`,
  int8Scale: (matrix: string, group: number) => `${matrix}.int8.${group}.scale`,
  blocks: (matrix: string) => `${matrix}.blocks`,
  blocksScale: (matrix: string) => `${matrix}.blocks.scale`,
}

/** The sizes of the groups of a layer's inputs. */
export function groupsOf(inputs: number): readonly number[] {
  const count = Math.ceil(inputs / groupSize)
  return Array.from({ length: count }, (_, index) => Math.min(groupSize, inputs - index * groupSize))
}
