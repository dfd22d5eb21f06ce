import type { CascadePlan } from '../cascade.ts'
import type { Planes } from '../planes.ts'

/** A picture at one noise level, and the methods that denoise it. */
export interface Denoising {
  /** 0 < t < 1000 */
  readonly level: number
  /** Signal to noise, ᾱ/(1−ᾱ). */
  readonly signalToNoise: number
  /** The noised picture that all three methods start from. */
  readonly noised: Planes
  /** The Gaussian blur, the classical method. */
  readonly blurred: Planes
  /** The network's estimate of the clean picture, in one step. */
  readonly oneStep: CascadePlan
  /** Iterative denoising, step by step. */
  readonly iterative: CascadePlan
}

export interface DenoisingStudy {
  readonly title: string
  readonly stride: number
  readonly blurSigma: number
  /** The picture as the network sees it, at 64 px. The others are compared with it (`psnr`). */
  readonly original: Planes
  /** In the order of the request's levels. */
  readonly levels: readonly Denoising[]
}
