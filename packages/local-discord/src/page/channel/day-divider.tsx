import { formatTimestamp } from '../markdown/format-time.ts'

/** Where a new day begins. */
export function DayDivider({ time }: { readonly time: number }) {
  return (
    <div class="day-divider" role="separator" aria-label={formatTimestamp(time, 'D')}>
      <span>{formatTimestamp(time, 'D')}</span>
    </div>
  )
}
