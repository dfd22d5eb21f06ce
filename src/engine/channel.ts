/** A queue of items between a producer and a consumer, each at its own pace. */
export interface Channel<Item> extends AsyncIterable<Item> {
  /** Ignored after `close` and `fail`. */
  push(item: Item): void
  /** The consumer ends after the remaining items. */
  close(): void
  /** The consumer throws after the remaining items. */
  fail(error: unknown): void
}

/**
 * Creates a channel for one consumer.
 *
 * `merge` may combine a new item with the last one that is still queued, so that a slow consumer sees the latest state
 * rather than a growing backlog. It returns the combined item, or undefined to keep both.
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
