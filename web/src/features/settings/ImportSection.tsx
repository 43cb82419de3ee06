import { useState } from 'react'

import { useAsk, useMe, useMembers } from '@/data/hooks'
import { sayMoment } from '@/lib/moment'
import { m } from '@/locales/gen/messages.js'
import { useGo, useLink } from '@/record/screen/address'
import { ShowMore } from '@/record/screen/ShowMore'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/state'

import { Loaded, Section } from './Section'

interface Run {
  id: string
  system: string
  name: string
  product: string | null
  createdAt: string
  createdBy: string | null
  report: string
  undone?: string | null
}

/** Every import that changed something; each opens its report, where it can be undone. */
export default function ImportSection() {
  const [pages, setPages] = useState(1)
  const ask = useAsk<{ items: Run[]; next: string | null }>('/imports?limit=100', ['import_run'], pages)
  const go = useGo()
  const add = (
    <Button variant="primary" icon="import" onClick={() => go('/import')}>
      {m.settings_import_start()}
    </Button>
  )
  return (
    <Section title={m.settings_import()} text={m.settings_import_text()} actions={add}>
      <Loaded ask={ask}>
        {({ items, next }) =>
          items.length === 0 ? (
            <EmptyState icon="import" title={m.settings_imports_none()} text={m.settings_imports_none_text()} action={add} />
          ) : (
            <>
              <ul className="divide-y border-y">
                {items.map((r) => (
                  <Line key={r.id} run={r} />
                ))}
              </ul>
              {next && <ShowMore onMore={() => setPages(pages + 1)} />}
            </>
          )
        }
      </Loaded>
    </Section>
  )
}

/** The records an import made, as its report says; undefined where it cannot be read. */
function recordsOf(run: Run): number | undefined {
  try {
    return (JSON.parse(run.report) as { created?: { records?: number } }).created?.records
  } catch {
    return undefined
  }
}

function Line({ run }: { run: Run }) {
  const link = useLink()
  const { products, member } = useMe()
  const members = useMembers()
  const records = recordsOf(run)
  const by = members.find((x) => x.id === run.createdBy)?.name ?? ''
  return (
    <li>
      <a {...link(`/import?run=${run.id}`)} className="-mx-2 flex min-h-11 items-center gap-3 rounded px-2 py-1.5 hover:bg-bg-hover">
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-2 font-medium">
            <span className="truncate">{run.name || run.system}</span>
            {run.undone && <Badge icon="undo-2">{m.settings_import_undone()}</Badge>}
          </p>
          <p className="truncate text-12 text-text-muted">
            {m.settings_import_line({ system: run.system, product: products.find((p) => p.id === run.product)?.title ?? '', when: sayMoment(run.createdAt, member.zone), by })}
          </p>
        </div>
        {records !== undefined && <span className="tabular text-text-muted">{m.settings_tag_count({ count: records })}</span>}
      </a>
    </li>
  )
}
