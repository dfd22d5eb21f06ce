import { useEffect, useState } from 'preact/hooks'
import { useSelect } from '../state/context.tsx'
import { formatRelative, formatTimestamp } from './format-time.ts'

/** A point in time. The relative style is updated every second while the time is near, else twice a minute. */
export function Timestamp({ seconds, style }: { readonly seconds: number; readonly style: string }) {
  const time = seconds * 1000
  const [now, tick] = useState(Date.now)
  const locale = useSelect((state) => state.locale)
  const near = Math.abs(time - now) < 120_000
  useEffect(() => {
    if (style !== 'R') return undefined
    const timer = setInterval(() => tick(Date.now()), near ? 1_000 : 30_000)
    return () => clearInterval(timer)
  }, [style, near])
  const full = formatTimestamp(time, 'F', locale)
  return (
    <time class="timestamp" dateTime={new Date(time).toISOString()} title={full}>
      {style === 'R' ? formatRelative(time, now, locale) : formatTimestamp(time, style, locale)}
    </time>
  )
}
