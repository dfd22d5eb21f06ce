import type { EncodedPicture } from '#src/image/encode.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { Recipe } from '#src/requests/recipe.ts'

export type { EncodedPicture }

/** One walk of the loop at one size: stage I at 64 px, stage II at 256 px … */
export interface StageOutline {
  /** As people read it: `stage I`, `stage II`. */
  readonly name: string
  readonly width: number
  readonly height: number
  /** Calls of the network for one picture. */
  readonly steps: number
  /** Seconds that they are expected to take, from what was measured; null until something was. */
  readonly seconds: number | null
}

/** The first event: what is going to happen. */
export interface StartedEvent {
  readonly type: 'started'
  /** The model's name, as a person knows it. */
  readonly model: string
  /** The request with every default filled in. */
  readonly request: ResolvedRequest
  /** How many pictures will come. */
  readonly count: number
  readonly stages: readonly StageOutline[]
  /** Steps of all stages of all pictures. */
  readonly total: number
  /** What the person should know, a sentence each: that the prompt was too long, that a picture moves. */
  readonly notices: readonly string[]
}

/** A network is being loaded (or texts encoded): nothing moves for a while. */
export interface LoadingEvent {
  readonly type: 'loading'
  /** As people read it: `text encoder`, `stage I` … */
  readonly network: string
}

/** One step of the loop has been taken. */
export interface StepEvent {
  readonly type: 'step'
  /** Which picture of the request, from 0. */
  readonly picture: number
  /** Which stage of the cascade, from 0. */
  readonly stage: number
  /** Steps taken in this stage of this picture, from 1 to `steps`. */
  readonly step: number
  readonly steps: number
  /** Steps taken in all, from 1 to `total`. */
  readonly done: number
  readonly total: number
  /** 0 ≤ t < 1000, the level just left. */
  readonly timestep: number
  /** The present estimate of the finished picture, small; only as often as was asked for. */
  readonly preview?: EncodedPicture
}

/** A picture is finished. */
export interface PictureEvent {
  readonly type: 'picture'
  readonly picture: number
  readonly seed: number
  /** All that is needed to draw this very picture again; also in the PNG's text chunks. */
  readonly recipe: Recipe
  /**
   * The finished picture as PNG, at the size asked for; what was painted into a picture comes back in it, at that
   * picture's full size, every byte beyond the mask's feather as it was.
   */
  readonly file: EncodedPicture
  /** The intermediate steps side by side, where the options asked for them. */
  readonly strip?: EncodedPicture
  /** The readings of an illusion in the order of its prompts, where the options asked for them. */
  readonly readings?: readonly EncodedPicture[]
}

/** All pictures of the request on one labelled sheet: a study, a strength sweep, a comparison, several seeds. */
export interface SheetEvent {
  readonly type: 'sheet'
  readonly seed: number
  /** As a picture's, but of the whole request. */
  readonly recipe: Recipe
  /** As PNG. */
  readonly file: EncodedPicture
}

/** Everything is drawn. */
export interface DoneEvent {
  readonly type: 'done'
  readonly timings: Timings
}

/** Where the time went, in seconds. */
export interface Timings {
  readonly total: number
  /** Inside the networks, text encoder included. */
  readonly network: number
  /** Loading of networks. */
  readonly loading: number
  /** Arithmetic of the loop, encoding of pictures, everything else. */
  readonly outside: number
  /** Of `outside`: pictures made into files. */
  readonly files: number
}

/**
 * What drawing says while it goes on: plain data that crosses processes. One `started`, one `done` at the end; a sheet,
 * where there is one, after the last picture.
 */
export type DrawEvent = StartedEvent | LoadingEvent | StepEvent | PictureEvent | SheetEvent | DoneEvent

/** An intermediate step that was kept for the strip. */
export interface KeptStep {
  readonly stage: number
  readonly timestep: number
  /** x at this level, as the network saw it, [3, H, W], about N(0, 1) far up. */
  readonly x: Planes
  /** The estimate of the finished picture at this level, [3, H, W] in [-1, 1]. */
  readonly estimate: Planes
}

/** A finished picture as it is inside one process: with its numbers. */
export interface DrawnPicture extends PictureEvent {
  /** [3, H, W] in [-1, 1] */
  readonly planes: Planes
  /** Evenly spaced over all stages; empty unless the options asked for them. */
  readonly kept: readonly KeptStep[]
}

/** What `Renderer.draw` yields: as `DrawEvent`, the pictures with their numbers. */
export type RendererEvent = Exclude<DrawEvent, PictureEvent> | DrawnPicture

/** The engine died or hung under this job and was started again; the job begins anew. */
export interface InterruptedEvent {
  readonly type: 'interrupted'
  /** Deaths of the engine that are charged to this job so far: it was running alone. */
  readonly deaths: number
}

/** What `Engine.draw` yields. After `interrupted` the story begins again with `started`. */
export type EngineEvent = DrawEvent | InterruptedEvent
