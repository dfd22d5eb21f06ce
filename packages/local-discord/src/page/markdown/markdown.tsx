import { Fragment, type JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { Mention } from './mention.tsx'
import { MessageLink } from './message-link.tsx'
import { parseMarkdown } from './parse.ts'
import { SpoilerText } from './spoiler-text.tsx'
import type { Block, Inline, ListItem } from './syntax.ts'
import { Timestamp } from './timestamp.tsx'

/** Discord's markdown as elements. Links open in a new tab. Nothing in the source becomes HTML. */
export function Markdown({ source }: { readonly source: string }) {
  const blocks = useMemo(() => parseMarkdown(source), [source])
  return <div class="markdown">{blocks.map(renderBlock)}</div>
}

function renderBlock(block: Block, key: number): JSX.Element {
  switch (block.type) {
    case 'paragraph':
      return <p key={key}>{renderInline(block.content)}</p>
    case 'subtext':
      return (
        <p key={key} class="subtext">
          {renderInline(block.content)}
        </p>
      )
    case 'heading':
      // Bots choose the level for its size. For screen readers each heading is one level below the channel's own.
      return (
        <div key={key} class={`heading heading-${block.level}`} role="heading" aria-level={2}>
          {renderInline(block.content)}
        </div>
      )
    case 'quote':
      return <blockquote key={key}>{block.blocks.map(renderBlock)}</blockquote>
    case 'list':
      return block.ordered ? (
        <ol key={key} start={block.start}>
          {block.items.map(renderItem)}
        </ol>
      ) : (
        <ul key={key}>{block.items.map(renderItem)}</ul>
      )
    case 'code-block':
      return (
        <pre
          key={key}
          tabIndex={0}
          aria-label={block.language === '' ? 'Code' : `Code: ${block.language}`}
          role="group"
        >
          <code>{block.text}</code>
        </pre>
      )
  }
}

function renderItem(item: ListItem, key: number): JSX.Element {
  return (
    <li key={key}>
      {renderInline(item.content)}
      {item.nested.map(renderBlock)}
    </li>
  )
}

function renderInline(content: readonly Inline[]): JSX.Element[] {
  return content.map((node, key) => <Fragment key={key}>{renderNode(node)}</Fragment>)
}

function renderNode(node: Inline): JSX.Element | string {
  switch (node.type) {
    case 'text':
      return node.text
    case 'strong':
      return <strong>{renderInline(node.content)}</strong>
    case 'em':
      return <em>{renderInline(node.content)}</em>
    case 'underline':
      return <u>{renderInline(node.content)}</u>
    case 'strike':
      return <s>{renderInline(node.content)}</s>
    case 'spoiler':
      return <SpoilerText>{renderInline(node.content)}</SpoilerText>
    case 'code':
      return <code>{node.text}</code>
    case 'link':
      return (
        <a href={node.href} target="_blank" rel="noreferrer noopener">
          {renderInline(node.content)}
        </a>
      )
    case 'mention':
      return <Mention kind={node.kind} id={node.id} />
    case 'message':
      return <MessageLink {...node} />
    case 'command':
      return <span class="mention">/{node.name}</span>
    case 'timestamp':
      return <Timestamp seconds={node.seconds} style={node.style} />
    case 'emoji':
      return <span class="custom-emoji">:{node.name}:</span>
  }
}
