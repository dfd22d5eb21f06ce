import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useObjectUrl } from '../composer/use-object-url.ts'
import type { Color, DrawingStep, Ink, Point, Tool } from './drawing-steps.ts'
import { paintSegment, repaint, type Background } from './paint-canvas.ts'

interface DrawingCanvasProps {
  readonly canvas: RefObject<HTMLCanvasElement>
  readonly width: number
  readonly height: number
  readonly background: Background
  readonly picture: File | null
  readonly steps: readonly DrawingStep[]
  readonly tool: Tool
  readonly color: Color
  /** The brush's width in the picture's pixels. */
  readonly size: number
  readonly onStep: (step: DrawingStep) => void
}

/** The canvas, over the picture if there is one. One paints with mouse, finger or pen, or with arrow keys and Space. */
export function DrawingCanvas(props: DrawingCanvasProps) {
  const { canvas, width, height, background, picture, steps, tool, size } = props
  const [cursor, setCursor] = useState<Point | null>(null)
  const stroke = useStroke(props)
  const onKeyDown = useKeyboardBrush(props, cursor, setCursor)
  const url = useObjectUrl(picture)

  useLayoutEffect(() => {
    const context = contextOf(canvas.current)
    if (context !== null) repaint(context, background, steps)
  }, [steps, background, width, height])

  return (
    <div
      class={`surface surface-${background.kind}`}
      style={{ aspectRatio: `${width} / ${height}`, '--ratio': String(width / height) }}
    >
      {url === null ? null : <img src={url} alt="" draggable={false} />}
      <canvas
        ref={canvas}
        width={width}
        height={height}
        tabIndex={0}
        role="application"
        aria-label={background.kind === 'mask' ? 'Mask over the picture' : 'Sketch'}
        aria-description="Arrow keys move the brush, Space paints, Shift with an arrow key paints a line."
        onPointerDown={stroke.begin}
        onPointerMove={(event) => {
          setCursor(stroke.toPoint(event))
          stroke.extend(event)
        }}
        onPointerUp={stroke.finish}
        onPointerCancel={stroke.finish}
        onPointerLeave={() => {
          if (!stroke.active()) setCursor(null)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setCursor(null)}
      />
      {cursor === null || tool === 'fill' ? null : (
        <span
          class="brush-cursor"
          aria-hidden="true"
          style={{
            left: `${(cursor.x / width) * 100}%`,
            top: `${(cursor.y / height) * 100}%`,
            width: `${(size / width) * 100}%`,
          }}
        />
      )}
    </div>
  )
}

function contextOf(canvas: HTMLCanvasElement | null): CanvasRenderingContext2D | null {
  return canvas?.getContext('2d', { willReadFrequently: true }) ?? null
}

const inkOf = ({ tool, color }: DrawingCanvasProps): Ink => (tool === 'eraser' ? 'erase' : color)

/** Paints with a pointer. A stroke is drawn while it goes on and becomes a step when it ends. */
function useStroke(props: DrawingCanvasProps) {
  const { canvas, width, height, background, tool, color, size, onStep } = props
  const stroke = useRef<{ readonly pointer: number; readonly points: Point[] } | null>(null)
  const ink = inkOf(props)
  const toPoint = (event: PointerEvent): Point => {
    const box = canvas.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
    return {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
      pressure: event.pointerType === 'pen' ? event.pressure : 1,
    }
  }
  const add = (points: Point[], point: Point): void => {
    const context = contextOf(canvas.current)
    if (context !== null) paintSegment(context, background, points.at(-1) ?? point, point, size, ink)
    points.push(point)
  }
  return {
    toPoint,
    active: () => stroke.current !== null,
    begin(event: PointerEvent & { readonly currentTarget: HTMLElement }): void {
      if (event.button !== 0 || stroke.current !== null) return
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      event.currentTarget.focus({ preventScroll: true })
      const point = toPoint(event)
      if (tool === 'fill') onStep({ type: 'fill', at: point, ink: color })
      else {
        stroke.current = { pointer: event.pointerId, points: [] }
        add(stroke.current.points, point)
      }
    },
    extend(event: PointerEvent): void {
      if (stroke.current?.pointer !== event.pointerId) return
      const events = event.getCoalescedEvents()
      for (const one of events.length > 0 ? events : [event]) add(stroke.current.points, toPoint(one))
    },
    finish(): void {
      const { current } = stroke
      stroke.current = null
      if (current !== null) onStep({ type: 'stroke', points: current.points, size, ink })
    },
  }
}

/** Paints with the keyboard: arrow keys move, Space paints, Shift with an arrow key draws a line. */
function useKeyboardBrush(props: DrawingCanvasProps, cursor: Point | null, setCursor: (cursor: Point) => void) {
  const { width, height, tool, color, size, onStep } = props
  const ink = inkOf(props)
  return (event: KeyboardEvent): void => {
    const at = cursor ?? { x: width / 2, y: height / 2, pressure: 1 }
    const distance = Math.max(1, size / 2)
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-distance, 0],
      ArrowRight: [distance, 0],
      ArrowUp: [0, -distance],
      ArrowDown: [0, distance],
    }
    const move = moves[event.key]
    if (move !== undefined) {
      const x = Math.min(width, Math.max(0, at.x + move[0]))
      const y = Math.min(height, Math.max(0, at.y + move[1]))
      const next = { x, y, pressure: 1 }
      setCursor(next)
      if (event.shiftKey && tool !== 'fill') onStep({ type: 'stroke', points: [at, next], size, ink })
    } else if (event.key === ' ' || event.key === 'Enter') {
      setCursor(at)
      onStep(tool === 'fill' ? { type: 'fill', at, ink: color } : { type: 'stroke', points: [at], size, ink })
    } else return
    event.preventDefault()
  }
}
