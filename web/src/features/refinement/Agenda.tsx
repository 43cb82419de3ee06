import { useState } from 'react'

import { useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { entriesOf, type Entry } from '@/record/refined/rounds'
import { saySize } from '@/record/refined/words'
import { useAct } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { Ask } from '@/record/screen/Ask'
import { ruleName } from '@/record/story/rules'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { KindIcon } from '@/ui/icon'
import { TextInput } from '@/ui/input'

import { currentOf } from './queries'

interface Props {
  refinement: Rec
  moderates: boolean
  onTurn: (id: string) => void
}

/** The items of a refinement: whose turn it is, what came out of those before. */
export function Agenda({ refinement, moderates, onTurn }: Props) {
  const entries = entriesOf(refinement)
  const current = currentOf(refinement)
  if (entries.length === 0) return null
  return (
    <section aria-label={m.refine_agenda()} className="border-b px-4 py-2">
      <h2 className="flex h-8 items-center gap-2 text-13 font-semibold">
        {m.refine_agenda()} <span className="font-normal text-text-muted">{m.refine_came_out({ count: entries.filter((e) => e.turnAt).length })}</span>
      </h2>
      <ol>
        {entries.map((e) => (
          <Line key={e.item} refinement={refinement} entry={e} current={e.item === current} moderates={moderates} onTurn={onTurn} />
        ))}
      </ol>
    </section>
  )
}

function Line({ refinement, entry, current, moderates, onTurn }: { refinement: Rec; entry: Entry; current: boolean; moderates: boolean; onTurn: (id: string) => void }) {
  const item = useRecord(entry.item)
  const link = useLink()
  const [noting, setNoting] = useState(false)
  if (!item) return <li className="h-9" />
  const estimate = typeof item.estimate === 'number' ? saySize(item.estimate) : '–'
  const gained = entry.turnAt && !current ? entry.lackedBefore.filter((r) => ruleName(r) && !entry.lacksAfter.includes(r)) : []
  return (
    <li aria-current={current || undefined} className={cx('flex min-h-9 items-center gap-2 rounded px-2 -mx-2 py-1 text-13', current ? 'bg-bg-selected font-medium' : 'hover:bg-bg-hover')}>
      <KindIcon kind={item.kind} size={14} />
      <span className="min-w-0 flex-1">
        <a {...link(recordAddress(item.key))} className="block truncate">
          <span className="keyed mr-1.5 text-12 text-text-faint">{item.key}</span>
          {item.title}
        </a>
        {(entry.note || gained.length > 0) && <span className="block truncate text-12 font-normal text-text-muted">{[gained.length > 0 ? `+ ${gained.flatMap((r) => ruleName(r) ?? []).join(', ')}` : '', entry.note].filter(Boolean).join(' · ')}</span>}
      </span>
      {current && <span className="text-12 text-accent-text">{m.refine_turn_now()}</span>}
      <span className="tabular w-7 shrink-0 text-right text-12 text-text-muted">{estimate}</span>
      {moderates && entry.turnAt && <IconButton icon="message-square" size="sm" label={`${m.refine_note()}: ${item.key}`} onClick={() => setNoting(true)} />}
      {moderates && !current && <IconButton icon="play" size="sm" label={m.refine_turn_of({ what: item.key })} onClick={() => onTurn(entry.item)} />}
      {noting && <NoteDialog refinement={refinement} entry={entry} name={item.key} onClose={() => setNoting(false)} />}
    </li>
  )
}

function NoteDialog({ refinement, entry, name, onClose }: { refinement: Rec; entry: Entry; name: string; onClose: () => void }) {
  const act = useAct()
  const [note, setNote] = useState(entry.note)
  const send = async () => {
    if (await act('POST', `/refinements/${refinement.id}/note`, { item: entry.item, note: note.trim() }, m.refine_note_saved())) onClose()
  }
  return (
    <Ask title={`${m.refine_note()}: ${name}`} action={m.refine_map_save()} ready={note.trim() !== entry.note} size="sm" onSend={send} onClose={onClose}>
      <TextInput label={m.refine_note()} hint={m.refine_note_hint()} value={note} onChange={setNote} maxLength={2000} />
    </Ask>
  )
}
