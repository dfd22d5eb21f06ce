import type { z } from 'zod'
import type { MaskSpec } from '../mask-spec.ts'
import type { ModelProfile } from '../model-profile.ts'
import type { PictureRef } from '../picture-ref.ts'
import type { PictureSlot, RequestTemplate } from '../request-template.ts'
import type { Steps } from '../sampling.ts'
import type { SharedRequest, SharedSettings } from '../shared.ts'
import type { RequestWords } from '../words.ts'
import type { Work } from '../work.ts'
import type { Input } from './input.ts'

/** A prompt of a request. In an illusion, `part` names the view or component that shows it. */
export interface PromptWords {
  readonly prompt: string
  readonly part?: string
}

/** One reading of an illusion: how to see it ("from far away") and what it shows. */
export interface ReadingWords {
  readonly how: string
  readonly prompt: string
}

/** The settings that the "Remix" form shows for most modes, in this order. Undefined ones take their defaults. */
export interface RemixValues {
  readonly style?: string | undefined
  readonly prompt?: string | undefined
  readonly negative?: string | undefined
  readonly strength?: number | undefined
  readonly seed?: number | undefined
  readonly steps?: Steps | undefined
  readonly guidance?: number | undefined
}

/** The layout of the pictures of a request on its sheet. */
export interface SheetGrid {
  /** [rows][columns] of picture indexes, in the order in which the pictures are drawn. */
  readonly cells: readonly (readonly number[])[]
  readonly rows?: readonly string[]
  readonly columns?: readonly string[]
  readonly title?: string
  /** Whether each picture's seed is written below it. */
  readonly seeds: boolean
}

/** A part of a picture that is redrawn and then pasted back into the picture. */
export interface MaskUse {
  readonly picture: PictureRef
  readonly spec: MaskSpec
  readonly invert: boolean
  /** Width of the soft edge, in pixels of the picture. */
  readonly feather: number
}

/** The properties of a mode. `drawing-mode.ts` holds their defaults. */
export interface ModeProperties {
  /** Shown before the first line of a request. */
  readonly emoji: string
  /** What the mode does, for lists of commands; at most 100 characters. */
  readonly description: string
  /** The inputs of its commands besides the shared settings. Absent if its slash command and its CLI command have files of their own. */
  readonly inputs?: readonly Input[]
  /** The stages that the mode uses. If there is only one, a request has the settings of that stage alone. */
  readonly stages: 'both' | 'first' | 'second'
  /** Whether the mode chooses its own timesteps, so that it takes neither steps nor a sampler. */
  readonly ownTimesteps: boolean
  /** Whether stage II also starts from a picture and therefore has a strength. */
  readonly stageTwoStrength: boolean
  /** Whether all its pictures are the cells of one sheet, so that it takes no number of pictures. */
  readonly sheetOnly: boolean
  /** Whether each picture makes sense on its own. If not, single pictures cannot be picked, varied, enlarged or animated. */
  readonly standalone: boolean
  /** How a person gets to the next reading of an illusion. */
  readonly nextReading?: 'turn' | 'stepBack'
  /** How a small picture is enlarged: redrawn with the 256 px stage, or upscaled as it is. */
  readonly enlargement: 'redraw' | 'upscale'
}

/**
 * Everything that the rest of the program needs to know about a mode.
 *
 * Its functions are declared as methods because TypeScript checks the parameters of methods bivariantly. A specific mode
 * can therefore stand for any mode, and `modeOf` returns the one that fits a request.
 *
 * @typeParam Request the request as a person sends it
 * @typeParam Resolved the request with every default filled in
 * @typeParam Drawing a single drawing: the resolved request itself, or one cell of a sheet
 */
export interface ModeOf<Request, Resolved, Drawing = Resolved> extends ModeProperties {
  readonly name: string
  readonly request: z.ZodType
  readonly resolved: z.ZodType

  /**
   * Fills in every default. `drawSeed` is called once if the request has no seed.
   *
   * @throws UserError `no-such-stage`, `sampler-not-allowed`
   */
  resolve(request: Request, model: ModelProfile, drawSeed: () => number): Resolved
  /** Converts a resolved request back to one that a person could have sent, with every setting spelt out. Absent if only its drawings can be converted. */
  toRequest?(resolved: Resolved): Request

  /**
   * How many pictures stage I draws for the one that is finished: as the request says, else as the model's makers recommend, which they do
   * for illusions that are not fixed by a seed, by a number of pictures or by a picture to start from.
   */
  bestOf(request: Request, model: ModelProfile): number

  /** The settings that all modes share. For a comparison, those of the request that it varies. */
  settings(request: Request): SharedRequest
  withSettings(request: Request, settings: Partial<SharedRequest>): Request
  /** The shared settings of a resolved request, or undefined if its drawings differ in them. */
  resolvedSettings(resolved: Resolved): SharedSettings | undefined
  /** The drawings, in the order of their plans. */
  drawings(resolved: Resolved): readonly Drawing[]

  /** The pictures that accompany a request. A picture may occur twice. */
  pictures(request: Request | Resolved): readonly PictureRef[]
  /** The picture that is repainted as a whole, for a before-and-after comparison. */
  repaintedPicture?(request: Request | Resolved): PictureRef

  /**
   * The request with this strength if the person has not set one; otherwise undefined. Absent if sketches need no other
   * strength than photographs.
   */
  withStrength?(request: Request, strength: number): Request | undefined

  /** The part of a picture that is redrawn; absent if the whole picture is. */
  mask?(resolved: Resolved): MaskUse

  /** The rows per step of a stage with this guidance. */
  rows(resolved: Resolved, guidance: number): number
  /** Estimates the network calls from the request alone, without a model or a plan. */
  work(resolved: Resolved): readonly Work[]

  /** The prompts as they were given, and the style that precedes them. */
  prompts(request: Request | Resolved): readonly PromptWords[]
  style?(request: Request | Resolved): string | undefined
  /** The request in this style, unless it names one. Absent if the mode takes no style besides its own. */
  withStyle?(request: Request, style: string): Request
  /** Describes a request in words, line by line. The most important line comes first. */
  lines(request: Request, words: RequestWords): readonly string[]
  /** The readings of an illusion, in the order of its prompts. Absent if pictures show only one thing. */
  readings?(request: Request | Resolved): readonly ReadingWords[]
  /** The indexes of the lines that reveal readings other than the first. */
  linesAboutOtherReadings?(request: Request): readonly number[]
  /** The settings that the "Remix" form shows; absent if the mode has a form of its own. */
  remix?(request: Request): RemixValues

  /** The layout of the sheet if the pictures only make sense side by side; otherwise undefined. */
  grid?(resolved: Resolved): SheetGrid | undefined
  /** A label that distinguishes a picture from the others, or undefined if the seed does. */
  pictureLabel?(request: Request | Resolved, picture: number, words: RequestWords): string | undefined

  /** Whether one of its pictures can be varied. Default: yes if the mode has `variation`. */
  canVary?(request: Request): boolean
  /** The request that redraws one of its pictures from itself, with the same settings (SDEdit, Meng et al. 2022). */
  variation?(request: Request, picture: PictureSlot, strength: number): RequestTemplate
}
