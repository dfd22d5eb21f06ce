/** A line of items between one that makes and one that takes, each at its own pace. */
export interface Channel<Item> extends AsyncIterable<Item> {
  /** Ignored after `close` and `fail`. */
  push(item: Item): void
  /** The taker ends after the items that are left. */
  close(): void
  /** The taker throws after the items that are left. */
  fail(error: unknown): void
}

/**
 * Makes a channel for one taker.
 *
 * `merge` may fold a new item into the last one that nobody has taken yet: a slow taker then sees the latest state
 * rather than a growing backlog. It returns the item to keep, or undefined to keep both.
 */
export function createChannel<Item>(merge?: (last: Item, next: Item) => Item | undefined): Channel<Item> {
  const items: Item[] = []
  let end: { readonly error?: unknown } | undefined
  let wake: (() => void) | undefined

  function finish(how: { readonly error?: unknown }): void {
    end ??= how
    wake?.()
  }

  return {
    push(item) {
      if (end !== undefined) return
      const last = items.at(-1)
      const merged = last === undefined ? undefined : merge?.(last, item)
      if (merged === undefined) items.push(item)
      else items[items.length - 1] = merged
      wake?.()
    },
    close: () => finish({}),
    fail: (error) => finish({ error }),
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const item = items.shift()
        if (item !== undefined) yield item
        else if (end === undefined) await new Promise<void>((resolve) => (wake = resolve))
        else if ('error' in end) throw end.error
        else return
      }
    },
  }
}
