import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10'

type Choices = readonly APIApplicationCommandOptionChoice[]

/** Matches the `choices` events of the stream to the requests they answer. */
export interface AutocompleteRequests {
  /** Waits for the answer to `nonce`, or null if the request failed or a newer one replaced it. */
  wait(nonce: string): Promise<Choices | null>
  answer(nonce: string, choices: Choices): void
  fail(nonce: string): void
}

/** Only the newest request is answered, because the text has changed since the earlier ones. */
export function createAutocompleteRequests(): AutocompleteRequests {
  let open: { readonly nonce: string; readonly resolve: (choices: Choices | null) => void } | null = null
  const resolve = (nonce: string, choices: Choices | null): void => {
    if (open?.nonce !== nonce) return
    open.resolve(choices)
    open = null
  }
  return {
    wait(nonce) {
      open?.resolve(null)
      return new Promise((resolveRequest) => {
        open = { nonce, resolve: resolveRequest }
      })
    },
    answer: resolve,
    fail: (nonce) => resolve(nonce, null),
  }
}
