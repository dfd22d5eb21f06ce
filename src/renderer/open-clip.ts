import { join } from 'node:path'
import { loadClip } from '#src/network/clip.ts'
import { type ClipFiles, findClip, readableClipIn } from '#src/network/find-clip.ts'
import type { LoadOptions } from '#src/network/model.ts'
import { type ClipTokenizer, loadClipTokenizer } from '#src/network/tokenizer/clip.ts'
import type { BackendClip } from './backend.ts'
import type { Residency } from './residency.ts'

/** The CLIPs of all models. One that several models use is opened once. */
export interface Clips {
  /** The CLIP in a model's folder `judge`, else one among the models. One that cannot be read is passed over with a line in the log. */
  find(modelFolder: string): Promise<ClipFiles | undefined>
  /** It is loaded when something is scored. @param bytes what it takes in memory */
  open(files: ClipFiles, bytes: number, loading: LoadOptions): BackendClip
}

/** @param report gets sentences for the log */
export function createClips(
  modelDirs: readonly string[],
  residency: Residency,
  report: (sentence: string) => void,
): Clips {
  const opened = new Map<string, BackendClip>()
  const reported = new Set<string>()
  const reportOnce = (sentence: string, folder: string): void => {
    if (!reported.has(folder)) report(sentence)
    reported.add(folder)
  }
  return {
    find: async (modelFolder) =>
      (await readableClipIn(join(modelFolder, 'judge'), reportOnce)) ?? (await findClip(modelDirs, reportOnce)),
    open(files, bytes, loading) {
      const clip = opened.get(files.folder) ?? openClip(files, bytes, loading, residency)
      opened.set(files.folder, clip)
      return clip
    },
  }
}

function openClip(
  { folder, preprocessing, readsNoise }: ClipFiles,
  bytes: number,
  loading: LoadOptions,
  residency: Residency,
): BackendClip {
  let tokenizer: Promise<ClipTokenizer> | undefined
  return {
    ...residency.resident({
      name: 'CLIP',
      bytes,
      async load() {
        const clip = await loadClip(folder, loading)
        return { network: clip, dispose: () => clip.dispose() }
      },
    }),
    preprocessing,
    readsNoise,
    async tokenize(texts, length) {
      tokenizer ??= loadClipTokenizer(folder)
      const tokenize = await tokenizer
      return texts.map((text) => tokenize(text, length))
    },
  }
}
