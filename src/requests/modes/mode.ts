import type { z } from 'zod'
import type { MaskSpec } from '../mask-spec.ts'
import type { ModelProfile } from '../model-profile.ts'
import type { PictureRef } from '../picture-ref.ts'
import type { PictureSlot, RequestTemplate } from '../request-template.ts'
import type { Steps } from '../sampling.ts'
import type { SharedRequest, SharedSettings } from '../shared.ts'
import type { Work } from '../work.ts'
import type { Input } from './input.ts'

/** A prompt of a request, and the part of an illusion that shows it: the name of its view or its component. */
export interface PromptWords {
  readonly prompt: string
  readonly part?: string
}

/** One reading of an illusion: how it is seen, "from far away", and what it shows. */
export interface ReadingWords {
  readonly how: string
  readonly prompt: string
}

/** The settings that the form "Remix" shows for most modes, in this order; undefined ones are open. */
export interface RemixValues {
  readonly style?: string | undefined
  readonly prompt?: string | undefined
  readonly negative?: string | undefined
  readonly strength?: number | undefined
  readonly seed?: number | undefined
  readonly steps?: Steps | undefined
  readonly guidance?: number | undefined
}

/** How the pictures of a request stand on its sheet. */
export interface SheetGrid {
  /** [rows][columns]: numbers of pictures, in the order in which they are drawn. */
  readonly cells: readonly (readonly number[])[]
  readonly rows?: readonly string[]
  readonly columns?: readonly string[]
  readonly title?: string
  /** Whether each picture has its seed below it. */
  readonly seeds: boolean
}

/** A part of a picture that is painted anew, and put back into the picture afterwards. */
export interface MaskUse {
  readonly picture: PictureRef
  readonly spec: MaskSpec
  readonly invert: boolean
  /** Width of the soft edge, in pixels of the picture. */
  readonly feather: number
}

/** A mode by its properties; what all modes have in common is in `drawing-mode.ts`. */
export interface ModeProperties {
  /** Before the first line of a request. */
  readonly emoji: string
  /** What it does, for lists of commands; at most 100 characters. */
  readonly description: string
  /** What its command takes besides the settings of every mode; absent where slash command and command line have files of their own. */
  readonly inputs?: readonly Input[]
  /** The stages that it draws with; with one of them, its settings are the only ones. */
  readonly stages: 'both' | 'first' | 'second'
  /** Whether it visits timesteps of its own, so that it takes neither steps nor a sampler. */
  readonly ownTimesteps: boolean
  /** Whether stage II starts from a picture as well, so that it has a strength. */
  readonly stageTwoStrength: boolean
  /** Whether all that it draws comes on one sheet, one picture a cell: then it takes no number of pictures. */
  readonly sheetOnly: boolean
  /** Whether each of its pictures means something alone; if not, none is picked, varied, enlarged or animated. */
  readonly standalone: boolean
  /** Of an illusion: how a person gets to the next reading. */
  readonly nextReading?: 'turn' | 'stepBack'
  /** How a small picture is had larger: drawn again with the 256 px stage, or enlarged as it is. */
  readonly enlargement: 'redraw' | 'upscale'
}

/**
 * Everything that the rest of the program asks about a mode.
 *
 * Its functions are methods: TypeScript then lets a mode stand for any mode, and `modeOf` hands each request to its own.
 *
 * @typeParam Request what a person asks for
 * @typeParam Resolved the same with every default filled in
 * @typeParam Drawing what is drawn at a time: the resolved request itself, or the cells of a sheet
 */
export interface ModeOf<Request, Resolved, Drawing = Resolved> extends ModeProperties {
  readonly name: string
  readonly request: z.ZodType
  readonly resolved: z.ZodType

  /**
   * Fills in every default. `drawSeed` is asked once, where the request names no seed.
   *
   * @throws UserError `no-such-stage`, `sampler-not-allowed`
   */
  resolve(request: Request, model: ModelProfile, drawSeed: () => number): Resolved
  /** A resolved request as a person could have asked for it, everything spelt out; absent where only its drawings can be asked for. */
  requestAgain?(resolved: Resolved): Request

  /** The settings that all modes share; of a comparison, those of what it varies. */
  settings(request: Request): SharedRequest
  withSettings(request: Request, settings: Partial<SharedRequest>): Request
  /** The same of a resolved request; undefined where its drawings differ in them. */
  resolvedSettings(resolved: Resolved): SharedSettings | undefined
  /** Each drawing, in the order of their plans. */
  drawings(resolved: Resolved): readonly Drawing[]

  /** The pictures that travel with a request; one may come twice. */
  pictures(request: Request | Resolved): readonly PictureRef[]
  /** The picture that is painted over as a whole, for people to compare. */
  paintedOver?(request: Request | Resolved): PictureRef

  /**
   * The request with this strength where the person has left it open; undefined where they have not. Absent where sketches
   * need no other strength than photographs.
   */
  withStrength?(request: Request, strength: number): Request | undefined

  /** The part of a picture that alone is painted; absent where the whole picture is. */
  mask?(resolved: Resolved): MaskUse

  /** Rows of one step of a stage with this guidance. */
  rows(resolved: Resolved, guidance: number): number
  /** What it costs, from the request alone: an estimate, made where no model and no plan is at hand. */
  work(resolved: Resolved): readonly Work[]

  /** Its prompts as they were given, and the style that is put before them. */
  prompts(request: Request | Resolved): readonly PromptWords[]
  style?(request: Request | Resolved): string | undefined
  /** A request in words, line by line. The first line says the most. */
  lines(request: Request): readonly string[]
  /** The readings of an illusion, in the order of its prompts. Absent where a picture shows one thing. */
  readings?(request: Request | Resolved): readonly ReadingWords[]
  /** The lines about other readings than the one shown first, by their index. */
  linesAboutOtherReadings?(request: Request): readonly number[]
  /** What the form "Remix" shows; absent where a mode has a form of its own. */
  remix?(request: Request): RemixValues

  /** How its sheet is laid out where its pictures mean something only beside one another; undefined where they do not. */
  grid?(resolved: Resolved): SheetGrid | undefined
  /** What tells one of its pictures from the others; undefined: its seed does. */
  pictureLabel?(request: Request | Resolved, picture: number): string | undefined

  /** Whether a picture that it drew can be varied; absent: it can where `variation` is there. */
  canVary?(request: Request): boolean
  /** The request that paints one of its pictures anew from itself, with its own settings (SDEdit, Meng et al. 2022). */
  variation?(request: Request, picture: PictureSlot, strength: number): RequestTemplate
}
