import { createContext, type ComponentChildren } from 'preact'
import { useContext, useMemo, useState } from 'preact/hooks'
import { useSession } from '../state/context.tsx'
import { BrushDialog } from './brush-dialog.tsx'
import type { BrushTask } from './brush-task.ts'

/** Opens the brush dialog and passes the finished PNG to `onDone`. */
export interface Brush {
  /** A drawing on a blank square. The file is called sketch.png. */
  drawSketch(onDone: (sketch: File) => void): void
  /** A mask over a picture: white where painted, in the picture's size. The file is called mask.png. */
  paintMask(picture: File, onDone: (mask: File) => void): void
}

/** The side of a sketch, in pixels: detailed enough, and small to send. */
const sketchSide = 512

const Context = createContext<Brush | null>(null)

export function BrushProvider({ children }: { readonly children: ComponentChildren }) {
  const session = useSession()
  const [task, setTask] = useState<BrushTask | null>(null)
  const brush = useMemo<Brush>(
    () => ({
      drawSketch: (onDone) => setTask({ kind: 'sketch', width: sketchSide, height: sketchSide, picture: null, onDone }),
      paintMask: (picture, onDone) => {
        measure(picture).then(
          ({ width, height }) => setTask({ kind: 'mask', width, height, picture, onDone }),
          () => session.toast(`${picture.name} is not a picture this browser can show.`),
        )
      },
    }),
    [session],
  )
  return (
    <Context.Provider value={brush}>
      {children}
      {task === null ? null : <BrushDialog task={task} onClose={() => setTask(null)} />}
    </Context.Provider>
  )
}

/** A picture's size in pixels. Rejects if the browser cannot read it. */
async function measure(picture: File): Promise<{ readonly width: number; readonly height: number }> {
  const bitmap = await createImageBitmap(picture)
  const { width, height } = bitmap
  bitmap.close()
  return { width, height }
}

export function useBrush(): Brush {
  const brush = useContext(Context)
  if (brush === null) throw new Error('The brush is used outside its BrushProvider.')
  return brush
}
