/**
 * Markdown as people wrote it, shown. It becomes React elements and nothing else:
 * HTML in it stays text, and links and pictures lead only where a browser may
 * safely go. The editor is in record/page.
 */
import { lexer, type Token, type Tokens } from 'marked'
import { createContext, Fragment, memo, type ReactNode, use, useMemo } from 'react'

import { m } from '@/locales/gen/messages.js'

import { cx } from './cx'
import { Icon } from './icon'
import { safeAddress, splitRefs } from './markdowntext'

export interface Ref {
  type: 'key' | 'handle'
  /** LEND-12, or ana without the @. */
  name: string
}

/** Draws a key or a handle; undefined leaves it as text. */
export type DrawRef = (ref: Ref) => ReactNode

interface MarkdownProps {
  text: string
  refs?: DrawRef
  /** Ticking a task in a list; says which, counted from the top. */
  onTask?: (index: number, done: boolean) => void
  /** Smaller type, as in comments and panels. */
  dense?: boolean
  className?: string
}

interface Way {
  refs?: DrawRef
  onTask?: MarkdownProps['onTask']
  /** Tasks in the order in which they stand in the text. */
  tasks: Map<Token, number>
}

const WayContext = createContext<Way>({ tasks: new Map() })

export const Markdown = memo(function Markdown({ text, refs, onTask, dense, className }: MarkdownProps) {
  const tokens = useMemo(() => lexer(text, { gfm: true }), [text])
  const way = useMemo(() => ({ refs, onTask, tasks: countTasks(tokens) }), [tokens, refs, onTask])
  return (
    <WayContext value={way}>
      <div className={cx('min-w-0 space-y-3 wrap-anywhere', dense ? 'text-13 leading-5' : 'text-16 leading-6', className)}>
        <Blocks tokens={tokens} />
      </div>
    </WayContext>
  )
})

function countTasks(tokens: readonly Token[], found = new Map<Token, number>()): Map<Token, number> {
  for (const token of tokens) {
    if (token.type === 'list_item' && (token as Tokens.ListItem).task) found.set(token, found.size)
    if (token.type === 'list') countTasks((token as Tokens.List).items, found)
    else if ('tokens' in token && token.tokens) countTasks(token.tokens, found)
  }
  return found
}

function Blocks({ tokens }: { tokens: readonly Token[] }) {
  return tokens.map((token, i) => <Block key={i} token={token} />)
}

const headings: Record<number, string> = {
  1: 'text-20 font-semibold pt-2',
  2: 'text-16 font-semibold pt-2',
  3: 'text-14 font-semibold pt-1',
}

function Block({ token }: { token: Token }): ReactNode {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading
      // The page has its own heading; those of a text come below it.
      const Heading = `h${Math.min(6, depth + 1)}` as 'h2'
      return (
        <Heading className={cx('text-balance', headings[depth] ?? 'text-13 font-semibold')}>
          <Inlines tokens={tokens} />
        </Heading>
      )
    }
    case 'paragraph':
      return (
        <p>
          <Inlines tokens={(token as Tokens.Paragraph).tokens} />
        </p>
      )
    case 'list':
      return <List list={token as Tokens.List} />
    case 'blockquote':
      return (
        <blockquote className="space-y-2 border-l-2 border-line-strong pl-3 text-text-muted">
          <Blocks tokens={(token as Tokens.Blockquote).tokens} />
        </blockquote>
      )
    case 'code':
      return (
        <pre tabIndex={0} className="overflow-x-auto rounded border border-line bg-bg-sunken px-3 py-2 font-mono text-[0.8125em] leading-5 quiet-scroll">
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      )
    case 'table':
      return <Table table={token as Tokens.Table} />
    case 'hr':
      return <hr className="border-line" />
    case 'space':
    case 'def':
      return null
    case 'text':
      return 'tokens' in token && token.tokens ? <Inlines tokens={token.tokens} /> : <Words text={(token as Tokens.Text).text} />
    default:
      return <p className="whitespace-pre-wrap text-text-muted">{token.raw.trim()}</p>
  }
}

function List({ list }: { list: Tokens.List }) {
  const Tag = list.ordered ? 'ol' : 'ul'
  const tasks = list.items.some((entry) => entry.task)
  return (
    <Tag
      start={list.ordered && list.start !== 1 ? Number(list.start) : undefined}
      className={cx(tasks ? 'space-y-1' : 'space-y-1 pl-5', !tasks && (list.ordered ? 'list-decimal' : 'list-disc'), 'marker:text-text-faint')}
    >
      {list.items.map((entry, i) => (
        <Entry key={i} entry={entry} />
      ))}
    </Tag>
  )
}

function Entry({ entry }: { entry: Tokens.ListItem }) {
  const { tasks, onTask } = use(WayContext)
  const inner = <Blocks tokens={entry.task ? entry.tokens.filter((t) => t.type !== 'checkbox') : entry.tokens} />
  if (!entry.task) return <li className="space-y-1">{inner}</li>
  const done = Boolean(entry.checked)
  return (
    <li className="flex list-none items-start gap-2">
      {onTask ? (
        <input
          type="checkbox"
          checked={done}
          aria-label={entry.text}
          onChange={() => onTask(tasks.get(entry) ?? 0, !done)}
          className="mt-1 size-4 shrink-0 accent-accent"
        />
      ) : (
        <Icon name={done ? 'square-check' : 'square'} label={done ? m.ui_task_done() : m.ui_task_open()} className={cx('mt-1', done ? 'text-green' : 'text-text-faint')} />
      )}
      <div className={cx('min-w-0 space-y-1', done && 'text-text-muted')}>{inner}</div>
    </li>
  )
}

const aligned = { left: 'text-left', right: 'text-right', center: 'text-center' }

function Table({ table }: { table: Tokens.Table }) {
  const cell = 'border-b border-line px-2.5 py-1.5 align-top'
  return (
    <div tabIndex={0} role="group" className="overflow-x-auto rounded border border-line quiet-scroll">
      <table className="w-full border-collapse text-[0.9em] tabular">
        <thead>
          <tr>
            {table.header.map((head, i) => (
              <th key={i} scope="col" className={cx(cell, 'bg-bg-sunken font-medium', aligned[head.align ?? 'left'])}>
                <Inlines tokens={head.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&_tr:last-child_td]:border-b-0">
          {table.rows.map((row, r) => (
            <tr key={r}>
              {row.map((data, i) => (
                <td key={i} className={cx(cell, aligned[data.align ?? 'left'])}>
                  <Inlines tokens={data.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Inlines({ tokens }: { tokens: readonly Token[] }) {
  return tokens.map((token, i) => <Inline key={i} token={token} />)
}

function Inline({ token }: { token: Token }): ReactNode {
  switch (token.type) {
    case 'text':
    case 'escape':
      return 'tokens' in token && token.tokens ? <Inlines tokens={token.tokens} /> : <Words text={(token as Tokens.Text).text} />
    case 'strong':
      return (
        <strong className="font-semibold">
          <Inlines tokens={(token as Tokens.Strong).tokens} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Inlines tokens={(token as Tokens.Em).tokens} />
        </em>
      )
    case 'del':
      return (
        <del className="text-text-muted">
          <Inlines tokens={(token as Tokens.Del).tokens} />
        </del>
      )
    case 'codespan':
      return <code className="rounded-sm border border-line bg-bg-sunken px-1 py-px font-mono text-[0.85em]">{(token as Tokens.Codespan).text}</code>
    case 'br':
      return <br />
    case 'link':
      return <Link link={token as Tokens.Link} />
    case 'image':
      return <Picture image={token as Tokens.Image} />
    default:
      return token.raw
  }
}

function Link({ link }: { link: Tokens.Link }) {
  const to = safeAddress(link.href, 'link')
  const inner = <Inlines tokens={link.tokens} />
  if (!to) return <span>{inner}</span>
  const away = /^[a-z]+:/i.test(to) ? { target: '_blank', rel: 'noreferrer noopener' } : {}
  // Keys within a link stay text: a link in a link leads nowhere.
  return (
    <WayContext value={noRefs}>
      <a href={to} title={link.title ?? undefined} {...away} className="text-accent-text underline decoration-line-strong underline-offset-2 hover:decoration-current">
        {inner}
      </a>
    </WayContext>
  )
}

const noRefs: Way = { tasks: new Map() }

function Picture({ image }: { image: Tokens.Image }) {
  const from = safeAddress(image.href, 'image')
  if (!from) return <span className="text-text-muted">{m.ui_image_blocked({ alt: image.text || image.href })}</span>
  return <img src={from} alt={image.text} title={image.title ?? undefined} loading="lazy" className="inline-block h-auto max-h-[32rem] max-w-full rounded border border-line" />
}

function Words({ text }: { text: string }) {
  const { refs } = use(WayContext)
  if (!refs) return text
  return splitRefs(text).map((part, i) => (typeof part === 'string' ? part : <Fragment key={i}>{refs(part) ?? part.text}</Fragment>))
}
