import { useId } from 'preact/hooks'
import { Icon, type IconName } from '../display/icon.tsx'
import type { Color, HistoryAction, DrawingHistory, RegionName, Tool } from './drawing-steps.ts'
import { palette } from './palette.ts'
import { regionLabels } from './regions.ts'
import { ToolChoice } from './tool-choice.tsx'

interface BrushToolsProps {
  readonly kind: 'sketch' | 'mask'
  readonly tool: Tool
  readonly color: Color
  /** The brush's width in percent of the picture's shorter side. */
  readonly percent: number
  readonly history: DrawingHistory
  readonly onTool: (tool: Tool) => void
  readonly onColor: (color: Color) => void
  readonly onPercent: (percent: number) => void
  readonly onAction: (action: HistoryAction) => void
}

const tools: readonly { readonly value: Tool; readonly label: string; readonly icon: IconName }[] = [
  { value: 'brush', label: 'Brush', icon: 'brush' },
  { value: 'eraser', label: 'Eraser', icon: 'eraser' },
  { value: 'fill', label: 'Fill', icon: 'fill' },
]

const regions: readonly RegionName[] = ['left', 'right', 'top', 'bottom', 'centre', 'border', 'all']

/** Everything beside the canvas. */
export function BrushTools(props: BrushToolsProps) {
  const { kind, tool, percent, onTool, onPercent, onAction } = props
  const sizeId = useId()
  const offered = tools.filter(({ value }) => kind === 'sketch' || value !== 'fill')
  return (
    <div class="brush-tools">
      <ToolChoice
        label="Tool"
        class="tool-row"
        value={tool}
        choices={offered.map(({ value, label, icon }) => ({
          value,
          label,
          content: (
            <>
              <Icon name={icon} /> <span>{label}</span>
            </>
          ),
        }))}
        onChoose={onTool}
      />
      {kind === 'sketch' ? <PaletteRow {...props} /> : null}
      <div class="size-row">
        <label for={sizeId}>Brush size</label>
        <input
          id={sizeId}
          type="range"
          min={1}
          max={40}
          value={percent}
          onInput={(event) => onPercent(Number(event.currentTarget.value))}
        />
      </div>
      {kind === 'mask' ? (
        <div class="region-row" role="group" aria-label="Regions">
          {regions.map((region) => (
            <button
              key={region}
              type="button"
              onClick={() => onAction({ type: 'do', step: { type: 'region', region } })}
            >
              {regionLabels[region]}
            </button>
          ))}
        </div>
      ) : null}
      <HistoryRow {...props} />
    </div>
  )
}

/** The colours of a sketch. Choosing one leaves the eraser. */
function PaletteRow({ tool, color, onTool, onColor }: BrushToolsProps) {
  return (
    <div class="palette-row">
      <ToolChoice
        label="Colour"
        class="palette"
        value={color}
        choices={palette.map((one) => ({
          value: one.color,
          label: one.label,
          content: <span class="swatch" style={{ backgroundColor: one.color }} />,
        }))}
        onChoose={(chosen) => {
          onColor(chosen)
          if (tool === 'eraser') onTool('brush')
        }}
      />
      <label class="own-color">
        <input type="color" value={color} onInput={(event) => onColor(`#${event.currentTarget.value.slice(1)}`)} />
        <span>Another colour</span>
      </label>
    </div>
  )
}

function HistoryRow({ kind, history, onAction }: BrushToolsProps) {
  return (
    <div class="act-row">
      <button type="button" disabled={history.done.length === 0} onClick={() => onAction({ type: 'undo' })}>
        <Icon name="undo" /> Undo
      </button>
      <button type="button" disabled={history.undone.length === 0} onClick={() => onAction({ type: 'redo' })}>
        <Icon name="redo" /> Redo
      </button>
      {kind === 'mask' ? (
        <button type="button" onClick={() => onAction({ type: 'do', step: { type: 'invert' } })}>
          <Icon name="invert" /> Invert
        </button>
      ) : null}
      <button type="button" onClick={() => onAction({ type: 'do', step: { type: 'clear' } })}>
        <Icon name="trash" /> Clear
      </button>
    </div>
  )
}
