/** What the brush dialog was opened for. */
export interface BrushTask {
  readonly kind: 'sketch' | 'mask'
  readonly width: number
  readonly height: number
  readonly picture: File | null
  readonly onDone: (file: File) => void
}
