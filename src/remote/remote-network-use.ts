import type { Engine } from '#src/engine/engine.ts'

type NetworkUse = Engine['networkUse']

/** Adds up what all workers say about their UNets. Workers come, go and restart, but the sums only grow. */
export class RemoteNetworkUse {
  readonly #lastOf = new Map<string, NetworkUse>()
  #total: NetworkUse = { calls: 0, rows: 0 }

  get total(): NetworkUse {
    return this.#total
  }

  /** `use`: what a worker counts since it started. */
  update(worker: string, use: NetworkUse): void {
    const last = this.#lastOf.get(worker)
    this.#lastOf.set(worker, use)
    // What it did before this process heard of it belongs to other processes.
    if (last === undefined) return
    this.#total = {
      calls: this.#total.calls + Math.max(0, use.calls - last.calls),
      rows: this.#total.rows + Math.max(0, use.rows - last.rows),
    }
  }

  forget(worker: string): void {
    this.#lastOf.delete(worker)
  }
}
