import { floodFill, type Rgba } from './flood-fill.ts'
import type { DrawingStep, Color, Ink, Point } from './drawing-steps.ts'
import { regionRectangles } from './regions.ts'

/** What the canvas starts with and the eraser restores: paper for a sketch, nothing for a mask. */
export interface Background {
  readonly kind: 'paper' | 'mask'
  /** The colour of a mask's layer, or of the paper. */
  readonly color: Color
}

/** Colours this close count as equal when filling, so that soft edges leave no fringe. */
const tolerance = 48

/** Clears the canvas and paints all steps. */
export function repaint(
  context: CanvasRenderingContext2D,
  background: Background,
  steps: readonly DrawingStep[],
): void {
  clear(context, background)
  for (const step of steps) paintStep(context, background, step)
}

/** Paints one more step. */
function paintStep(context: CanvasRenderingContext2D, background: Background, step: DrawingStep): void {
  const { width, height } = context.canvas
  switch (step.type) {
    case 'stroke': {
      const [first] = step.points
      if (first !== undefined) paintSegment(context, background, first, first, step.size, step.ink)
      step.points.forEach((point, index) => {
        const before = step.points[index - 1]
        if (before !== undefined) paintSegment(context, background, before, point, step.size, step.ink)
      })
      return
    }
    case 'fill': {
      const image = context.getImageData(0, 0, width, height)
      const { x, y } = step.at
      floodFill(image.data, width, height, Math.floor(x), Math.floor(y), toRgba(step.ink), tolerance)
      context.putImageData(image, 0, 0)
      return
    }
    case 'region':
      context.fillStyle = background.color
      for (const part of regionRectangles(step.region, width, height)) {
        context.fillRect(part.x, part.y, part.width, part.height)
      }
      return
    case 'invert':
      context.save()
      context.globalCompositeOperation = 'source-out'
      context.fillStyle = background.color
      context.fillRect(0, 0, width, height)
      context.restore()
      return
    case 'clear':
      clear(context, background)
  }
}

/** One segment of a stroke. The same point twice is a dot. */
export function paintSegment(
  context: CanvasRenderingContext2D,
  background: Background,
  from: Point,
  to: Point,
  size: number,
  ink: Ink,
): void {
  context.save()
  if (ink === 'erase' && background.kind === 'mask') context.globalCompositeOperation = 'destination-out'
  context.strokeStyle = ink === 'erase' ? background.color : ink
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.lineWidth = Math.max(1, size * (0.3 + 0.7 * to.pressure))
  context.beginPath()
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
  context.stroke()
  context.restore()
}

function clear(context: CanvasRenderingContext2D, background: Background): void {
  const { width, height } = context.canvas
  context.clearRect(0, 0, width, height)
  if (background.kind === 'mask') return
  context.fillStyle = background.color
  context.fillRect(0, 0, width, height)
}

/** A colour as bytes. */
function toRgba(color: Color): Rgba {
  const value = Number.parseInt(color.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, 255]
}
