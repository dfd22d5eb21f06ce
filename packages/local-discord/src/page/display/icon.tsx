/** Line drawings on a 20 px grid with one stroke weight, in the colour of the text around them. */
const paths = {
  close: 'M5 5l10 10M15 5L5 15',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  send: 'M3.5 10h12M10.5 4.5L16 10l-5.5 5.5',
  attach: 'M10 4v12M4 10h12',
  brush: 'M12.5 3.5l4 4-7.5 7.5-4-4zM5 11c-1.5.5-2 2-1.8 5.8C7 17 8.5 16.5 9 15',
  mask: 'M3.5 3.5h13v13h-13zM3.5 12l4-3.5 3.5 3 2-1.5 3.5 3',
  file: 'M5.5 2.5h6l3.5 3.5v11.5h-9.5zM11.5 2.5v3.5h3.5',
  download: 'M10 3v9.5M6 9l4 4 4-4M4 16.5h12',
  external: 'M8 4H4v12h12v-4M11 3.5h5.5V9M16 4l-7 7',
  hash: 'M8 3L6.5 17M13.5 3L12 17M3.5 7.5h13.5M3 12.5h13.5',
  thread: 'M4 4.5h12v8H9L6 16v-3.5H4z',
  at: 'M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0zm0-3v4.200c0 2.3 4 2.3 4-1.200a7 7 0 1 0-2.8 5.6',
  eye: 'M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM12 10a2 2 0 1 1-4 0 2 2 0 0 1 4 0z',
  reply: 'M8 5L3.5 9.5 8 14M3.5 9.5H11a5.5 5.5 0 0 1 5.5 5.5',
  copy: 'M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7',
  sun: 'M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.300l1.5 1.5M14.2 14.200l1.5 1.5M4.3 15.700l1.5-1.5M14.2 5.800l1.5-1.5',
  moon: 'M16.5 12.5A7 7 0 1 1 8 3.5a6 6 0 0 0 8.5 9z',
  auto: 'M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14z',
  globe:
    'M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM3 10h14M10 3c2.5 2 3.5 4.5 3.5 7s-1 5-3.5 7c-2.500-2-3.500-4.500-3.500-7s1-5 3.500-7z',
  check: 'M4 10.5l4 4 8-9',
  down: 'M5 7.5l5 5 5-5',
  left: 'M12.5 4.5L7 10l5.5 5.5',
  right: 'M7.5 4.5L13 10l-5.5 5.5',
  undo: 'M7.5 4L4 7.5 7.5 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H8',
  redo: 'M12.5 4L16 7.5 12.5 11M16 7.5H8.5a4.5 4.5 0 0 0 0 9H12',
  trash: 'M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.8 11.5h7.400l.8-11.5',
  eraser: 'M11.5 3.5l5 5-8 8H6l-3-3zM7 8l5 5',
  fill: 'M8.5 3l7 7-5.5 5.5a1.5 1.5 0 0 1-2.1 0L4 11.600a1.5 1.5 0 0 1 0-2.100zM17 13.5c.8 1.2 1 2 0 3s-2-.3-1-2z',
  invert: 'M3.5 3.5h13v13h-13zM3.5 16.5l13-13M10.5 13h4M5.5 7h4M7.5 5v4',
  warning: 'M10 3.5L17.5 16.5h-15zM10 8v4M10 14.200v.1',
  plus: 'M10 4.5v11M4.5 10h11',
  person: 'M13 7a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM4 16.5c.5-3.5 3-5 6-5s5.5 1.5 6 5',
} as const

export type IconName = keyof typeof paths

/** A small drawing beside a label or inside a labelled button. Screen readers skip it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
