import type { RefObject } from 'preact'
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { errorText } from '../net/error-text.ts'
import { useSession } from '../state/context.tsx'
import type { BrushTask } from './brush-task.ts'
import { brushShortcut } from './brush-shortcut.ts'
import { BrushTools } from './brush-tools.tsx'
import { exportPicture } from './export-picture.ts'
import { emptyHistory, reduceHistory, type Color, type Tool } from './drawing-steps.ts'
import type { Background } from './paint-canvas.ts'
import { maskColor, palette } from './palette.ts'
import { DrawingCanvas } from './drawing-canvas.tsx'

const backgrounds: Readonly<Record<BrushTask['kind'], Background>> = {
  sketch: { kind: 'paper', color: '#ffffff' },
  mask: { kind: 'mask', color: maskColor },
}

/** Draws a sketch on a blank sheet, or a mask over a picture. */
export function BrushDialog({ task, onClose }: { readonly task: BrushTask; readonly onClose: () => void }) {
  const { kind, width, height, picture } = task
  const background = backgrounds[kind]
  const canvas = useRef<HTMLCanvasElement>(null)
  const [history, dispatch] = useReducer(reduceHistory, emptyHistory)
  const [tool, setTool] = useState<Tool>('brush')
  const [color, setColor] = useState<Color>(palette[0].color)
  const [percent, setPercent] = useState(kind === 'mask' ? 12 : 4)
  const { saving, save } = useSave(task, canvas, background, onClose)

  useLayoutEffect(() => canvas.current?.focus(), [])

  return (
    <Dialog
      title={kind === 'mask' ? `Paint a mask over ${picture?.name ?? 'the picture'}` : 'Draw a sketch'}
      class="brush"
      onClose={onClose}
      onKeyDown={(event) => {
        const shortcut = brushShortcut(event, kind)
        if (shortcut === null) return
        if (shortcut.type === 'history') {
          event.preventDefault()
          dispatch({ type: shortcut.action })
        } else if (shortcut.type === 'tool') setTool(shortcut.tool)
        else setPercent(Math.min(40, Math.max(1, percent + shortcut.change)))
      }}
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
            size={Math.max(1, (percent / 100) * Math.min(width, height))}
            onStep={(step) => dispatch({ type: 'do', step })}
          />
        </div>
        <BrushTools
          kind={kind}
          tool={tool}
          color={color}
          percent={percent}
          history={history}
          onTool={setTool}
          onColor={setColor}
          onPercent={setPercent}
          onAction={dispatch}
        />
      </div>
      <footer class="dialog-foot">
        <p class="hint">
          {kind === 'mask' ? 'Paint the parts that should change. The rest stays.' : `${width} × ${height} pixels`}
        </p>
        <button type="button" class="button secondary" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          class="button primary"
          disabled={saving || (kind === 'mask' && history.done.length === 0)}
          onClick={() => void save()}
        >
          {kind === 'mask' ? 'Attach mask' : 'Attach sketch'}
        </button>
      </footer>
    </Dialog>
  )
}

/** Turns the canvas into a file, hands it over and closes the dialog. */
function useSave(
  task: BrushTask,
  canvas: RefObject<HTMLCanvasElement>,
  background: Background,
  onClose: () => void,
): { readonly saving: boolean; readonly save: () => Promise<void> } {
  const session = useSession()
  const [saving, setSaving] = useState(false)
  const save = async (): Promise<void> => {
    if (canvas.current === null || saving) return
    setSaving(true)
    try {
      const file = await exportPicture(canvas.current, background)
      onClose()
      task.onDone(file)
    } catch (error) {
      session.toast(errorText(error))
      setSaving(false)
    }
  }
  return { saving, save }
}
