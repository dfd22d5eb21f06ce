import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useObjectUrl } from '../composer/use-object-url.ts'
import type { DrawingStep, Color, Ink, Point } from './drawing-steps.ts'
import { paintSegment, repaint, type Background } from './paint-canvas.ts'

export type Tool = 'brush' | 'eraser' | 'fill'

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

/** The canvas, over the picture where there is one. Mouse, finger and pen paint; so do the arrow keys and Space. */
export function DrawingCanvas(props: DrawingCanvasProps) {
  const { canvas, width, height, background, picture, steps, tool, color, size, onStep } = props
  const stroke = useRef<{ readonly pointer: number; readonly points: Point[] } | null>(null)
  const [cursor, setCursor] = useState<Point | null>(null)
  const ink: Ink = tool === 'eraser' ? 'erase' : color

  const context = (): CanvasRenderingContext2D | null =>
    canvas.current?.getContext('2d', { willReadFrequently: true }) ?? null

  useLayoutEffect(() => {
    const target = context()
    if (target !== null) repaint(target, background, steps)
  }, [steps, background, width, height])

  const toPoint = (event: PointerEvent): Point => {
    const box = canvas.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
    return {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
      pressure: event.pointerType === 'pen' ? event.pressure : 1,
    }
  }
  const extend = (points: Point[], point: Point): void => {
    const target = context()
    if (target !== null) paintSegment(target, background, points.at(-1) ?? point, point, size, ink)
    points.push(point)
  }
  const finish = (): void => {
    const { current } = stroke
    stroke.current = null
    if (current !== null) onStep({ type: 'stroke', points: current.points, size, ink })
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = cursor ?? { x: width / 2, y: height / 2, pressure: 1 }
    const step = Math.max(1, size / 2)
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
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

  const url = useObjectUrl(picture)
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
        onPointerDown={(event) => {
          if (event.button !== 0 || stroke.current !== null) return
          event.preventDefault()
          event.currentTarget.setPointerCapture(event.pointerId)
          event.currentTarget.focus({ preventScroll: true })
          const point = toPoint(event)
          if (tool === 'fill') onStep({ type: 'fill', at: point, ink: color })
          else {
            stroke.current = { pointer: event.pointerId, points: [] }
            extend(stroke.current.points, point)
          }
        }}
        onPointerMove={(event) => {
          setCursor(toPoint(event))
          if (stroke.current?.pointer !== event.pointerId) return
          const all = event.getCoalescedEvents()
          for (const one of all.length > 0 ? all : [event]) extend(stroke.current.points, toPoint(one))
        }}
        onPointerUp={finish}
        onPointerCancel={finish}
        onPointerLeave={() => {
          if (stroke.current === null) setCursor(null)
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
