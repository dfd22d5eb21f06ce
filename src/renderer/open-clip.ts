import { join } from 'node:path'
import { loadClip } from '#src/network/clip.ts'
import { clipIn, findClip } from '#src/network/find-clip.ts'
import { memoryOf } from '#src/network/memory.ts'
import type { LoadOptions } from '#src/network/model.ts'
import { loadClipTokenizer } from '#src/network/tokenizer/clip.ts'
import type { BackendClip } from './backend.ts'
import type { Residency } from './residency.ts'

/**
 * The CLIP in a model's folder `judge`, else one among the models. It is loaded when something is scored.
 *
 * @throws UserError about its files
 */
export async function openClip(
  modelFolder: string,
  modelDirs: readonly string[],
  loading: LoadOptions,
  residency: Residency,
): Promise<BackendClip | null> {
  const files = (await clipIn(join(modelFolder, 'judge'))) ?? (await findClip(modelDirs))
  if (files === undefined) return null
  const { folder, preprocessing, readsNoise } = files
  return {
    ...residency.resident({
      name: 'CLIP',
      bytes: memoryOf(files),
      async load() {
        const clip = await loadClip(folder, loading)
        return { network: clip, dispose: () => clip.dispose() }
      },
    }),
    preprocessing,
    readsNoise,
    async tokenize(texts, length) {
      const tokenizer = await loadClipTokenizer(folder)
      return texts.map((text) => tokenizer(text, length))
    },
  }
}
