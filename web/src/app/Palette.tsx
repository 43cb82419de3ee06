/**
 * The command palette: everything one can do on what is selected, every place one
 * can go to, and the records that fit what is typed.
 */
import { Command as Cmdk } from 'cmdk'
import { useDeferredValue, useState } from 'react'

import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { possible, type Command, type Context } from '@/record/commands'
import { Icon, KindIcon } from '@/ui/icon'
import { Kbd } from '@/ui/kbd'

import type { DialogProps } from './dialogs'
import { fit } from './fit'

interface Hit {
  id: string
  key: string
  kind: string
  title: string
}

const row = 'flex h-9 cursor-default items-center gap-2.5 rounded px-2 text-13 data-[selected=true]:bg-bg-selected'

export function Palette({ context, close }: DialogProps) {
  // What one was at when it opened, whatever gets the focus meanwhile.
  const [c] = useState(context)
  const [text, setText] = useState('')
  const run = (what: () => unknown) => {
    close()
    void what()
  }
  return (
    <dialog
      ref={(d) => void (d && !d.open && d.showModal())}
      onClose={close}
      onClick={(e) => e.target === e.currentTarget && close()}
      aria-label={m.app_palette()}
      className="mx-auto mt-[12vh] w-[min(640px,94vw)] rounded border border-line bg-bg-raised p-0 text-text shadow-float backdrop:bg-veil"
    >
      <Cmdk label={m.app_palette()} loop filter={fit} className="flex max-h-[60vh] flex-col">
        <Cmdk.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder={m.app_palette_placeholder()}
          onKeyDown={(e) => e.key === 'Escape' && close()}
          className="h-12 shrink-0 border-b border-line bg-transparent px-4 text-14 outline-none placeholder:text-text-faint"
        />
        <Cmdk.List className="overflow-y-auto p-2">
          <Cmdk.Empty className="px-2 py-6 text-center text-13 text-text-muted">{m.app_palette_none()}</Cmdk.Empty>
          <Groups of={possible(c)} c={c} text={text} run={run} />
          <Records text={text} c={c} run={run} />
        </Cmdk.List>
      </Cmdk>
    </dialog>
  )
}

type Run = (what: () => unknown) => void

/** Commands under their headings: what is done to the selection comes first. */
export function headed(of: readonly Command[], c: Context): [string, Command[]][] {
  const about = c.records.length === 1 ? c.records[0]!.key : m.app_several({ count: c.records.length })
  const names: Record<string, string> = { go: m.app_palette_go(), general: m.app_palette_general() }
  const out = new Map<string, Command[]>()
  const rank = (x: Command) => (x.place !== 'everywhere' ? 0 : x.group === 'general' ? 2 : x.group === 'go' ? 3 : 1)
  for (const x of [...of].sort((a, b) => rank(a) - rank(b))) {
    const name = x.place === 'record' ? m.app_palette_selected({ what: about }) : (names[x.group] ?? x.group)
    out.set(name, [...(out.get(name) ?? []), x])
  }
  return [...out]
}

const wordsOf = (x: Command, c: Context) => [x.name(c), x.words ?? '']

/** The headings with what fits best first, which cmdk does within a heading only. */
export function fitting(of: readonly Command[], c: Context, text: string): [string, Command[]][] {
  const all = headed(of, c)
  if (!text.trim()) return all
  const best = new Map(all.map(([heading, list]) => [heading, Math.max(...list.map((x) => fit(x.id, text, wordsOf(x, c))))]))
  return all.toSorted(([a], [b]) => best.get(b)! - best.get(a)!)
}

function Groups({ of, c, text, run }: { of: readonly Command[]; c: Context; text: string; run: Run }) {
  return fitting(of, c, text).map(([heading, list]) => (
    <Cmdk.Group key={heading} heading={heading} className="mb-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-text-faint">
      {list.map((x) => {
        const right = x.right?.(c)
        return (
          <Cmdk.Item key={x.id} value={x.id} keywords={wordsOf(x, c)} className={row} disabled={right?.may === 'no'} onSelect={() => run(() => x.run(c))}>
            <Icon name={x.icon} className="text-text-muted" />
            <span className="min-w-0 flex-1 truncate">{x.name(c)}</span>
            {right?.may === 'propose' && <span className="text-12 text-text-faint">{m.app_proposes({ who: right.decides?.join(', ') ?? '' })}</span>}
            {x.keys && <Kbd keys={x.keys} />}
          </Cmdk.Item>
        )
      })}
    </Cmdk.Group>
  ))
}

function Records({ text, c, run }: { text: string; c: Context; run: Run }) {
  const wanted = useDeferredValue(text.trim())
  const found = useAsk<Hit[]>(wanted.length > 1 ? `/search?q=${encodeURIComponent(wanted)}&limit=8` : undefined)
  if (wanted.length < 2) return null
  return (
    <Cmdk.Group heading={m.app_palette_records()} forceMount className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-text-faint">
      {found.value?.map((hit) => (
        <Cmdk.Item key={hit.id} value={`record ${hit.id}`} forceMount className={row} onSelect={() => run(() => c.go(`/r/${hit.key}`))}>
          <KindIcon kind={hit.kind} />
          <span className="text-text-muted tabular-nums">{hit.key}</span>
          <span className="min-w-0 flex-1 truncate">{hit.title}</span>
        </Cmdk.Item>
      ))}
      <Cmdk.Item value="search all" forceMount className={row} onSelect={() => run(() => c.go(`/search?q=${encodeURIComponent(wanted)}`))}>
        <Icon name="search" className="text-text-muted" />
        {m.app_palette_search({ text: wanted })}
      </Cmdk.Item>
    </Cmdk.Group>
  )
}
