export type Tool = 'brush' | 'eraser' | 'fill'

/** A place on the canvas in its own pixels. */
export interface Point {
  readonly x: number
  readonly y: number
  /** 0 to 1 from a pen, 1 from a mouse or a finger. */
  readonly pressure: number
}

/** `#rrggbb`. */
export type Color = `#${string}`

/** A colour, or the eraser. */
export type Ink = Color | 'erase'

/** One step of a drawing. The canvas always shows the sum of all steps, so undoing leaves one out. */
export type DrawingStep =
  | { readonly type: 'stroke'; readonly points: readonly Point[]; readonly size: number; readonly ink: Ink }
  | { readonly type: 'fill'; readonly at: Point; readonly ink: Color }
  | { readonly type: 'region'; readonly region: RegionName }
  | { readonly type: 'invert' }
  | { readonly type: 'clear' }

export type RegionName = 'left' | 'right' | 'top' | 'bottom' | 'centre' | 'border' | 'all'

export interface DrawingHistory {
  readonly done: readonly DrawingStep[]
  readonly undone: readonly DrawingStep[]
}

export const emptyHistory: DrawingHistory = { done: [], undone: [] }

export type HistoryAction =
  | { readonly type: 'do'; readonly step: DrawingStep }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }

/** The history after doing, undoing or redoing a step. A new step discards the undone ones. */
export function reduceHistory(history: DrawingHistory, action: HistoryAction): DrawingHistory {
  switch (action.type) {
    case 'do':
      return { done: [...history.done, action.step], undone: [] }
    case 'undo': {
      const last = history.done.at(-1)
      return last === undefined ? history : { done: history.done.slice(0, -1), undone: [last, ...history.undone] }
    }
    case 'redo': {
      const [next, ...rest] = history.undone
      return next === undefined ? history : { done: [...history.done, next], undone: rest }
    }
  }
}
