import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { useSession } from '../state/context.tsx'
import type { BrushTask } from './brush-task.ts'
import { BrushTools } from './brush-tools.tsx'
import { exportPicture } from './export-picture.ts'
import { emptyHistory, reduceHistory, type Color } from './drawing-steps.ts'
import type { Background } from './paint-canvas.ts'
import { maskColor, palette } from './palette.ts'
import { DrawingCanvas, type Tool } from './drawing-canvas.tsx'

const backgrounds: Readonly<Record<BrushTask['kind'], Background>> = {
  sketch: { kind: 'paper', color: '#ffffff' },
  mask: { kind: 'mask', color: maskColor },
}

/** The brush: a sketch on a blank sheet, or a mask over a picture. */
export function BrushDialog({ task, onClose }: { readonly task: BrushTask; readonly onClose: () => void }) {
  const { kind, width, height, picture } = task
  const session = useSession()
  const background = backgrounds[kind]
  const canvas = useRef<HTMLCanvasElement>(null)
  const [history, act] = useReducer(reduceHistory, emptyHistory)
  const [tool, setTool] = useState<Tool>('brush')
  const [color, setColor] = useState<Color>(palette[0].color)
  const side = Math.min(width, height)
  const [share, setShare] = useState(kind === 'mask' ? 12 : 4)
  const [saving, setSaving] = useState(false)

  useLayoutEffect(() => canvas.current?.focus(), [])

  const done = async (): Promise<void> => {
    if (canvas.current === null || saving) return
    setSaving(true)
    try {
      const file = await exportPicture(canvas.current, background)
      onClose()
      task.onDone(file)
    } catch (error) {
      session.toast(error instanceof Error ? error.message : String(error))
      setSaving(false)
    }
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase()
    if ((event.ctrlKey || event.metaKey) && (key === 'z' || key === 'y')) {
      event.preventDefault()
      act({ type: key === 'y' || event.shiftKey ? 'redo' : 'undo' })
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (key === 'b') setTool('brush')
    else if (key === 'e') setTool('eraser')
    else if (key === 'f' && kind === 'sketch') setTool('fill')
    else if (key === '[') setShare(Math.max(1, share - 2))
    else if (key === ']') setShare(Math.min(40, share + 2))
  }

  return (
    <Dialog
      title={kind === 'mask' ? `Paint a mask over ${picture?.name ?? 'the picture'}` : 'Draw a sketch'}
      class="brush"
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      <div class="brush-body">
        <div class="brush-stage">
          <DrawingCanvas
            canvas={canvas}
            width={width}
            height={height}
            background={background}
            picture={picture}
            steps={history.done}
            tool={tool}
            color={kind === 'mask' ? maskColor : color}
            size={Math.max(1, (share / 100) * side)}
            onStep={(step) => act({ type: 'do', step })}
          />
        </div>
        <BrushTools
          kind={kind}
          tool={tool}
          color={color}
          share={share}
          history={history}
          onTool={setTool}
          onColor={setColor}
          onShare={setShare}
          onAct={act}
        />
      </div>
      <footer class="dialog-foot">
        <p class="hint">
          {kind === 'mask' ? 'What you paint will be painted anew; the rest stays.' : `${width} × ${height} pixels`}
        </p>
        <button type="button" class="button secondary" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          class="button primary"
          disabled={saving || (kind === 'mask' && history.done.length === 0)}
          onClick={() => void done()}
        >
          {kind === 'mask' ? 'Attach mask' : 'Attach sketch'}
        </button>
      </footer>
    </Dialog>
  )
}
