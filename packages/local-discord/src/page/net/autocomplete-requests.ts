import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10'

type Choices = readonly APIApplicationCommandOptionChoice[]

/** Matches the `choices` events of the stream to the questions that were asked. */
export interface AutocompleteRequests {
  /** Waits for the answer to `nonce`; null when the question failed or a newer one made it stale. */
  wait(nonce: string): Promise<Choices | null>
  answer(nonce: string, choices: Choices): void
  fail(nonce: string): void
}

/** Only the newest question is answered: what was typed since makes the earlier ones stale. */
export function createAutocompleteRequests(): AutocompleteRequests {
  let open: { readonly nonce: string; readonly settle: (choices: Choices | null) => void } | null = null
  const settle = (nonce: string, choices: Choices | null): void => {
    if (open?.nonce !== nonce) return
    open.settle(choices)
    open = null
  }
  return {
    wait(nonce) {
      open?.settle(null)
      return new Promise((resolve) => {
        open = { nonce, settle: resolve }
      })
    },
    answer: settle,
    fail: (nonce) => settle(nonce, null),
  }
}
