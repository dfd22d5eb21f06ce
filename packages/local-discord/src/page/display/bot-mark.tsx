/** Our own drawing of the figure with two meanings: a duck looking left, a rabbit looking right. */
export function BotMark() {
  return (
    <svg viewBox="0 0 40 40" role="presentation" focusable="false">
      <path
        d="M17 14C13 11 8 8.5 4 8.2c-2-.2-2.4 1.8-.8 2.8C6.5 12.8 10 14.2 13 16.2c-3 .2-7 .6-10 1.4-1.8.6-1.6 2.8.4 3 4.6.4 8.6.2 11.8-.2.2 3.1 1.8 5.6 2.8 8.1.8 2 .6 4 0 5.9-.3 1 .4 1.6 1.4 1.6h12.2c1 0 1.4-.8 1.2-1.6-.8-2.8.2-4.8 1.6-6.8.8-1.1 1.4-2.4 1.7-3.6l-1.9-1 2.2-1.1C36.6 15.4 32 10 26 10c-3.5 0-6.7 1.5-9 4Z"
        fill="currentColor"
      />
      <circle cx="25.6" cy="18.4" r="2" class="duckrabbit-eye" />
    </svg>
  )
}
