import { useState } from 'react'

import { useAsk, useData, useLinks } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Button, IconButton } from '@/ui/button'
import { SectionHeader } from '@/ui/layout'
import { Skeleton } from '@/ui/skeleton'

import { AddLink } from './AddLink'
import { isPart } from './children'
import { groupLinks, linkWord, type LinkGroup } from './links'
import { RecordLine } from './RecordLine'
import { useMay } from './useMay'

/** What the record is joined with, by what each link means; what is shown as its parts is left out. */
export function LinkList({ record }: { record: Rec }) {
  const links = useLinks(record.id)
  const [adding, setAdding] = useState(false)
  const may = useMay('link.make', record)
  const groups = links && groupLinks(links, record.id).flatMap((g) => without(g, record.kind))
  return (
    <section aria-label={m.record_links()}>
      <SectionHeader
        title={m.record_links()}
        count={groups?.reduce((n, g) => n + g.links.length, 0) || undefined}
        actions={
          may && (
            <Button size="sm" variant="ghost" icon="link" data-act="link" onClick={() => setAdding(true)}>
              {m.record_links_add()}
            </Button>
          )
        }
      />
      {!groups && <div className="py-2"><Skeleton width="50%" /></div>}
      {groups?.length === 0 && !adding && <p className="text-13 text-text-faint">{m.record_links_empty()}</p>}
      {adding && <AddLink record={record} onClose={() => setAdding(false)} />}
      {groups?.map((g) => (
        <Group key={g.key} group={g} readOnly={!may} />
      ))}
      <Backlinks record={record} joined={links?.flatMap((l) => [l.from, l.to]) ?? []} />
    </section>
  )
}

function without(group: LinkGroup, kind: KindName): LinkGroup[] {
  const links = group.links.filter((l) => !isPart(kind, group.type, group.direction, group.direction === 'out' ? l.link.toKind : l.link.fromKind))
  return links.length > 0 ? [{ ...group, links }] : []
}

/** So many are shown at first; the rest on a word. */
const few = 8

function Group({ group, readOnly }: { group: LinkGroup; readOnly: boolean }) {
  const data = useData()
  const [all, setAll] = useState(false)
  const shown = all ? group.links : group.links.slice(0, few)
  const word = linkWord(group.type, group.direction)
  return (
    <div className="mt-1">
      <h3 className="text-12 text-text-faint">{word}</h3>
      <ul aria-label={word} className="-mx-2">
        {shown.map(({ link, other }) => (
          <RecordLine
            key={link.id}
            id={other}
            actions={!readOnly && <IconButton size="sm" icon="unlink" label={m.record_links_remove()} onClick={() => void data.unlink(link.id)} className="opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100" />}
          />
        ))}
      </ul>
      {group.links.length > shown.length && (
        <Button size="sm" variant="ghost" onClick={() => setAll(true)} className="-ml-1.5 text-text-muted">
          {m.record_links_all({ count: group.links.length })}
        </Button>
      )}
    </div>
  )
}

/** Records whose words speak of this one without being joined to it. */
function Backlinks({ record, joined }: { record: Rec; joined: readonly string[] }) {
  const asked = useAsk<{ id: string }[]>(record.key ? `/search?${new URLSearchParams({ q: `"${record.key}"`, limit: '20' })}` : undefined)
  const found = asked.value?.filter((h) => h.id !== record.id && !joined.includes(h.id)) ?? []
  if (found.length === 0) return null
  return (
    <div className="mt-1">
      <h3 className="text-12 text-text-faint">{m.record_links_mentioned()}</h3>
      <ul aria-label={m.record_links_mentioned()} className="-mx-2">
        {found.map((h) => (
          <RecordLine key={h.id} id={h.id} />
        ))}
      </ul>
    </div>
  )
}
