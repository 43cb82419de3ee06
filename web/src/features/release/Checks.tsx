import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { recordAddress, screenAddress, useLink } from '@/record/screen/address'
import { Badge } from '@/ui/badge'
import { Icon, KindIcon } from '@/ui/icon'

import { type Check, sayCheck } from './readiness'

/** What should hold before it goes out; what does not opens to the records in the way. */
export function Checks({ checks, product }: { checks: readonly Check[]; product: string }) {
  const [open, setOpen] = useState<string>()
  return (
    <ul>
      {checks.map((c) => (
        <li key={c.name}>
          <Head check={c} open={open === c.name} onOpen={() => setOpen(open === c.name ? undefined : c.name)} />
          {open === c.name && <Way check={c} product={product} />}
        </li>
      ))}
    </ul>
  )
}

function Head({ check: c, open, onOpen }: { check: Check; open: boolean; onOpen: () => void }) {
  const tone = c.ok ? 'text-green' : c.holds ? 'text-red' : 'text-amber'
  const inner = (
    <>
      <Icon name={c.ok ? 'circle-check' : c.holds ? 'circle-x' : 'circle-alert'} size={14} className={tone} label={c.ok ? m.screens_holds() : m.screens_holds_not()} />
      <span className={c.ok ? 'min-w-0 flex-1 text-text-muted' : 'min-w-0 flex-1'}>{sayCheck(c)}</span>
      {!c.ok && c.holds && <Badge tone="red">{m.accept_check_holds()}</Badge>}
    </>
  )
  const look = '-mx-2 flex min-h-8 w-[calc(100%+1rem)] items-center gap-2 rounded px-2 text-left'
  if (c.records.length === 0) return <span className={look}>{inner}</span>
  return (
    <button type="button" aria-expanded={open} onClick={onOpen} className={`${look} hover:bg-bg-hover`}>
      {inner}
      <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} className="text-text-faint" />
    </button>
  )
}

/** The records in the way of a check. */
function Way({ check: c, product }: { check: Check; product: string }) {
  const link = useLink()
  const screen = c.name === 'risks' ? 'risks' : c.name === 'approvals' || c.name === 'content' ? 'roadmap' : 'backlog'
  return (
    <div className="mb-2 ml-1.5 border-l pl-3">
      <ul>
        {c.records.slice(0, 20).map((r) => (
          <li key={r.id}>
            <a {...link(recordAddress(r.key))} className="-mx-2 flex min-h-7 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
              <KindIcon kind={r.kind} size={14} />
              <span className="keyed shrink-0 text-text-faint">{r.key}</span>
              <span className="min-w-0 flex-1 truncate">{r.title}</span>
              <span className="max-w-[50%] shrink-0 truncate text-12 text-text-muted">{r.why || r.state}</span>
            </a>
          </li>
        ))}
      </ul>
      {c.query && (
        <a {...link(screenAddress(product, screen, { q: c.query, view: 'table' }))} className="inline-block py-1 text-12 text-text-muted underline decoration-line-strong underline-offset-2 hover:decoration-text">
          {m.accept_check_list()}
        </a>
      )}
    </div>
  )
}
