import type { Size, Upscaler } from './deepfloyd-target.ts'

/** The options of `duckrabbit pull`, as commander names them. */
export interface PullCommandOptions {
  readonly size?: Size
  readonly upscaler?: Upscaler
  readonly revision?: string
  readonly to?: string
  readonly dryRun?: boolean
  readonly acceptLicense?: boolean
}
