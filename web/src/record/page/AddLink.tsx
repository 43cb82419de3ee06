import { useState } from 'react'

import { useData } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import { KINDS } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useFind } from '@/record/screen/find'
import { IconButton } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { Select } from '@/ui/select'

import { linkWord, waysOf, type Way } from './links'

const name = (w: Way): string => `${w.type} ${w.direction}`

/** Joins the record with another: first how, then with which. */
export function AddLink({ record, onClose }: { record: Rec; onClose: () => void }) {
  const data = useData()
  const ways = waysOf(record.kind)
  const [chosen, setChosen] = useState(name(ways[0]!))
  const way = ways.find((w) => name(w) === chosen) ?? ways[0]!
  const search = useFind(way.kinds ?? (Object.keys(KINDS) as KindName[]), undefined)
  // A new box for the next one, so that its text is empty again.
  const [turn, setTurn] = useState(0)
  const join = (other: string | null) => {
    if (!other) return
    void (way.direction === 'out' ? data.link(way.type, record.id, other) : data.link(way.type, other, record.id))
    setTurn((n) => n + 1)
  }
  return (
    <div
      className="my-1 flex items-center gap-2"
      onKeyDown={(e) => {
        if (e.key !== 'Escape' || e.defaultPrevented) return
        e.stopPropagation()
        onClose()
      }}
    >
      <Select label={m.record_links_how()} value={chosen} onChange={setChosen} options={ways.map((w) => ({ value: name(w), label: linkWord(w.type, w.direction) }))} className="w-40 shrink-0" />
      <div key={`${turn} ${chosen}`} ref={toInput} className="min-w-0 flex-1">
        <Combobox label={m.record_links_which()} placeholder={m.record_links_which()} search={found(search, record.id)} value={null} onChange={join} />
      </div>
      <IconButton icon="x" label={m.record_close()} onClick={onClose} />
    </div>
  )
}

/** One begins to type at once. */
const toInput = (box: HTMLElement | null): void => box?.querySelector<HTMLElement>('input[role=combobox]')?.focus()

/** All but the record itself. */
const found =
  (search: ReturnType<typeof useFind>, self: string): ReturnType<typeof useFind> =>
  async (text) =>
    (await search(text)).filter((o) => o.value !== self)
