import { type ComponentName, type HybridKind, hybridComponents } from './modes/hybrid.ts'

interface Hybrid {
  readonly kind: HybridKind
  readonly parts: readonly { readonly component: ComponentName; readonly prompt: string }[]
  readonly pinned?: { readonly component: ComponentName; readonly picture: { readonly name: string } } | undefined
}

/**
 * What a hybrid shows, component by component in the order of its kind: what is seen last of all is seen plainly. A
 * component that comes from a picture is told by the picture's name. None where all prompts show at once.
 */
export function hybridMeanings({ kind, parts, pinned }: Hybrid): readonly {
  readonly component: ComponentName
  readonly prompt: string
}[] {
  return hybridComponents[kind].flatMap((component) => {
    const part = parts.find((one) => one.component === component)
    if (part !== undefined) return [{ component, prompt: part.prompt }]
    return pinned?.component === component ? [{ component, prompt: pinned.picture.name }] : []
  })
}
