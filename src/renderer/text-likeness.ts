import type { BackendModel } from './backend.ts'
import { centreOf, centreWords, likenessOf, meanOf } from './likeness.ts'
import type { Networks } from './networks.ts'

/** How many texts are remembered as vectors. */
const mostTexts = 500

/** How alike texts are: a row for each of the first, with a number for each of the others. Null where nothing can tell. */
export type TextLikeness = (
  model: BackendModel,
  texts: readonly string[],
  others: readonly string[],
) => Promise<readonly (readonly number[])[] | null>

/** Compares texts by a model's text encoder, if it is in memory. Each text is encoded once. */
export function createTextLikeness(networks: Pick<Networks, 'encodeIfLoaded'>): TextLikeness {
  const known = new Map<string, Float32Array>()
  return async (model, texts, others) => {
    const keyOf = (text: string): string => `${model.fingerprint} ${text}`
    if (known.size > mostTexts) known.clear()
    const wanted = [...new Set([...centreWords, ...others, ...texts])]
    const missing = wanted.filter((text) => !known.has(keyOf(text)))
    if (missing.length > 0) {
      const encoded = await networks.encodeIfLoaded(model, missing)
      if (encoded === null) return null
      for (const [index, text] of missing.entries()) {
        const found = encoded[index]
        if (found !== undefined) known.set(keyOf(text), meanOf(found))
      }
    }
    const vectors = (all: readonly string[]) => all.map((text) => known.get(keyOf(text)) ?? new Float32Array())
    const centre = centreOf(vectors(centreWords))
    const right = vectors(others)
    return vectors(texts).map((left) => right.map((other) => likenessOf(left, other, centre)))
  }
}
