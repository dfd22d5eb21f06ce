/** The logo that the bot brings along, in the colour of the text around it. */
export function BotMark() {
  return <span class="bot-mark" aria-hidden="true" />
}
