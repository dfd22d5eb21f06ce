import { join } from 'node:path'
import type { Precision } from '#src/network/memory-plan.ts'
import type { LoadOptions, TextEncoder, TextEncoderFiles } from '#src/network/model.ts'
import { makeQuantized, quantizedFiles, quantizedForm } from '#src/network/quantized/quantized-encoder.ts'
import { loadTextEncoder } from '#src/network/text-encoder.ts'

/** A text encoder in the precision that the memory plan chose. Nothing is loaded or written yet. */
export interface PreparedTextEncoder {
  /** Differs between precisions, since their embeddings differ a little. */
  readonly id: string
  load(): Promise<TextEncoder>
}

/**
 * Prepares a text encoder. A quantised copy is made when it is first loaded, and kept beside the cache. It runs on the CPU whatever the
 * device of the stages is, since graphics cards have no integer products here.
 *
 * @param report gets sentences for the log
 */
export function prepareTextEncoder(
  files: TextEncoderFiles,
  precision: Precision,
  { loading, cacheDir, report }: { loading: LoadOptions; cacheDir: string; report: (sentence: string) => void },
): PreparedTextEncoder {
  if (precision !== '8-bit' && precision !== '4-bit') {
    return { id: files.id, load: () => loadTextEncoder(files, loading) }
  }
  const form = quantizedForm(files, precision === '8-bit' ? 8 : 4)
  const quantized = quantizedFiles(files, form, join(cacheDir, 'quantized'))
  return {
    id: quantized.id,
    async load() {
      await makeQuantized(files, quantized, form, report)
      return loadTextEncoder(quantized, { ...loading, device: 'cpu' })
    },
  }
}
