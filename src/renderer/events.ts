import type { EncodedPicture } from '#src/image/encode.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { Recipe } from '#src/requests/recipe.ts'
import type { Scores } from '#src/requests/scores.ts'

export type { EncodedPicture }

/** One run of the sampling loop at one size: stage I at 64 px, stage II at 256 px … */
export interface StageOutline {
  /** The name shown to people: `stage I`, `stage II`. */
  readonly name: string
  readonly width: number
  readonly height: number
  /** The number of steps per picture. */
  readonly steps: number
  /** The expected duration in seconds, from measured speeds. Null until something was measured. */
  readonly seconds: number | null
}

/** The first event. It describes what will be drawn. */
export interface StartedEvent {
  readonly type: 'started'
  /** The model's name as people know it. */
  readonly model: string
  /** The request with every default filled in. */
  readonly request: ResolvedRequest
  /** The number of pictures. */
  readonly count: number
  /** How many pictures the first stage draws for the one that goes on. Absent where nothing is chosen. */
  readonly candidates?: number
  readonly stages: readonly StageOutline[]
  /** The number of steps of all stages of all pictures. */
  readonly total: number
  /** Notes for the person, one sentence each: the prompt was too long, only the first frame of an animated picture was used. */
  readonly notices: readonly string[]
}

/** A network is being loaded or texts are being encoded, so there is no progress for a while. */
export interface LoadingEvent {
  readonly type: 'loading'
  /** The name shown to people: `text encoder`, `stage I` … */
  readonly network: string
}

/** One step of the loop is done. */
export interface StepEvent {
  readonly type: 'step'
  /** The index of the picture in the request, from 0. */
  readonly picture: number
  /** Which of the candidates this is, from 0. Absent where there is no choice, or no longer. */
  readonly candidate?: number
  /** The index of the stage in the cascade, from 0. */
  readonly stage: number
  /** The number of steps done in this stage of this picture, from 1 to `steps`. */
  readonly step: number
  readonly steps: number
  /** The number of steps done overall, from 1 to `total`. */
  readonly done: number
  readonly total: number
  /** The level that the step started from, 0 ≤ t < 1000. */
  readonly timestep: number
  /** A small picture of the current estimate. Previews come at the requested rate. */
  readonly preview?: EncodedPicture
}

/** The best of several pictures of the first stage goes on. */
export interface ChosenEvent {
  readonly type: 'chosen'
  readonly picture: number
  /** All of them in the order in which they were drawn, with their scores. */
  readonly candidates: readonly { readonly seed: number; readonly scores: Scores }[]
  readonly seed: number
}

/** A picture is finished. */
export interface PictureEvent {
  readonly type: 'picture'
  readonly picture: number
  readonly seed: number
  /** Everything that is needed to draw exactly this picture again. The PNG's text chunks contain it too. */
  readonly recipe: Recipe
  /**
   * The finished picture as a PNG of the requested size. An inpainted region is pasted back into the original at full size;
   * every byte beyond the mask's feathered edge is unchanged.
   */
  readonly file: EncodedPicture
  /** The intermediate steps side by side, if the options request them. */
  readonly strip?: EncodedPicture
  /** The readings of an illusion in the order of its prompts, if the options request them. */
  readonly readings?: readonly EncodedPicture[]
}

/** The model's safety checker holds a picture back. Nothing of it leaves the engine but this, and coarse previews. */
export interface WithheldEvent {
  readonly type: 'withheld'
  /** The index of the picture in the request, from 0. */
  readonly picture: number
  /** `watermarked`: it looks like a picture with somebody's watermark. */
  readonly reason: 'unsafe' | 'watermarked'
}

/** All pictures of the request on one labelled sheet: a study, a strength sweep, a comparison, several seeds. */
export interface SheetEvent {
  readonly type: 'sheet'
  readonly seed: number
  /** Like a picture's recipe, but for the whole request. */
  readonly recipe: Recipe
  /** A PNG file. */
  readonly file: EncodedPicture
}

/** Everything is drawn. */
export interface DoneEvent {
  readonly type: 'done'
  readonly timings: Timings
}

/** How the time was spent, in seconds. */
export interface Timings {
  readonly total: number
  /** Time inside the networks, including the text encoder. */
  readonly network: number
  /** Time of loading networks. */
  readonly loading: number
  /** Time until the prompts were encoded, loading included. */
  readonly text: number
  /** Time of each stage in the order of the cascade, loading included. */
  readonly stages: readonly number[]
  /** Everything else than networks and loading, such as the loop's arithmetic and the encoding of pictures. */
  readonly outside: number
  /** The part of `outside` that encodes pictures as files. */
  readonly files: number
}

/**
 * The events of a drawing, as plain data that can cross processes. The first is `started`, the last is `done`. A sheet, if
 * there is one, follows the last picture.
 */
export type DrawEvent =
  | StartedEvent
  | LoadingEvent
  | StepEvent
  | ChosenEvent
  | PictureEvent
  | WithheldEvent
  | SheetEvent
  | DoneEvent

/** An intermediate step that was kept for the strip. */
export interface KeptStep {
  readonly stage: number
  readonly timestep: number
  /** x at this level as the network saw it, [3, H, W]; about N(0, 1) at high levels. */
  readonly x: Planes
  /** The estimate of the finished picture at this level, [3, H, W] in [-1, 1]. */
  readonly estimate: Planes
}

/** A finished picture within one process, which also has its numbers. */
export interface DrawnPicture extends PictureEvent {
  /** [3, H, W] in [-1, 1] */
  readonly planes: Planes
  /** The kept steps, evenly spaced over all stages. Empty unless the options request them. */
  readonly kept: readonly KeptStep[]
}

/** The events that `Renderer.draw` yields: like `DrawEvent`, but pictures have their numbers. */
export type RendererEvent = Exclude<DrawEvent, PictureEvent> | DrawnPicture

/** The engine died or hung during this job and was restarted. The job starts over. */
export interface InterruptedEvent {
  readonly type: 'interrupted'
  /** The number of times that the engine died while this job ran alone. */
  readonly deaths: number
}

/** The events that `Engine.draw` yields. After `interrupted` they start over with `started`. */
export type EngineEvent = DrawEvent | InterruptedEvent
