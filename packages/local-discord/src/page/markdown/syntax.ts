/** A piece of text inside a line of Discord's markdown. */
export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'strong' | 'em' | 'underline' | 'strike' | 'spoiler'; readonly content: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly href: string; readonly content: readonly Inline[] }
  | { readonly type: 'mention'; readonly kind: 'user' | 'role' | 'channel' | 'everyone'; readonly id: string }
  | { readonly type: 'message'; readonly channelId: string; readonly messageId: string; readonly href: string }
  | { readonly type: 'command'; readonly name: string }
  | { readonly type: 'timestamp'; readonly seconds: number; readonly style: string }
  | { readonly type: 'emoji'; readonly name: string }

/** A block of lines. */
export type Block =
  | { readonly type: 'paragraph' | 'subtext'; readonly content: readonly Inline[] }
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly content: readonly Inline[] }
  | { readonly type: 'quote'; readonly blocks: readonly Block[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly ListItem[] }
  | { readonly type: 'code-block'; readonly language: string; readonly text: string }

export interface ListItem {
  readonly content: readonly Inline[]
  /** Lists inside this item. */
  readonly nested: readonly Block[]
}
