import { loadClip } from '#src/network/clip.ts'
import { findClip } from '#src/network/find-clip.ts'
import { memoryOf } from '#src/network/memory.ts'
import type { LoadOptions } from '#src/network/model.ts'
import { loadClipTokenizer } from '#src/network/tokenizer/clip.ts'
import type { BackendClip } from './backend.ts'
import type { Residency } from './residency.ts'

/** The CLIP among the models, if there is one. It is loaded when something is scored. @throws UserError about its files */
export async function openClip(
  modelDirs: readonly string[],
  loading: LoadOptions,
  residency: Residency,
): Promise<BackendClip | null> {
  const files = await findClip(modelDirs)
  if (files === undefined) return null
  const { folder, preprocessing } = files
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
    async tokenize(texts, length) {
      const tokenizer = await loadClipTokenizer(folder)
      return texts.map((text) => tokenizer(text, length))
    },
  }
}
