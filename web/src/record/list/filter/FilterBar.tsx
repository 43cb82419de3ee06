/**
 * The filter of a list: conditions as chips, and a field in which the query can be
 * typed. It writes the query language and nothing else, so that whatever can be
 * asked for can be seen, sent and kept.
 */
import { useId, useRef, useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { IconButton } from '@/ui/button'
import { Icon } from '@/ui/icon'

import { AddFilter } from './AddFilter'
import { type Chip, chipOf, isWhole, nodeOf } from './chips'
import { Complaint, type Wrong } from './Complaint'
import { type FieldDoc, useDocs } from './docs'
import { Draft } from './Draft'
import { FilterChip } from './FilterChip'
import { type OnQ, useFilter } from './state'
import { type About, useSources } from './values'

interface Props extends About {
  q: string
  onQ: OnQ
  /** What the server has said is wrong, with its place in q. */
  wrong?: Wrong
}

export function FilterBar({ q, onQ, wrong, ...about }: Props) {
  const docs = useDocs(about.kinds)
  const sourceOf = useSources(about)
  const filter = useFilter(q, onQ)
  const input = useRef<HTMLInputElement>(null)
  const complaint = useId()
  // A condition that was added and has no value yet: shown last, and not yet asked for.
  const [fresh, setFresh] = useState<Chip>()
  const { chips } = filter
  const shown = fresh ? [...chips.map((c) => chipOf(c, docs)), fresh] : chips.map((c) => chipOf(c, docs))
  const change = (i: number, chip: Chip) => {
    const added = i === chips.length
    if (added && !isWhole(chip)) return setFresh(chip)
    setFresh(undefined)
    if (!added && !isWhole(chip)) return remove(i)
    filter.setChips(added ? [...chips, nodeOf(chip)] : chips.with(i, nodeOf(chip)))
  }
  const remove = (i: number) => {
    if (i === chips.length) setFresh(undefined)
    else filter.setChips(chips.toSpliced(i, 1))
  }
  const toText = (i?: number) => {
    filter.toText(i)
    input.current?.focus()
  }
  const at = wrong && wrong.at > filter.draftAt ? wrong.at - filter.draftAt : 0
  const wrongHere = wrong !== undefined && (at > 0 || filter.draft !== '')
  const empty = shown.length === 0 && filter.draft === ''
  return (
    <div className="group/filter relative flex min-w-0 flex-1 flex-wrap items-center gap-1 @max-3xl:basis-full">
      <AddFilter
        docs={docs}
        trigger={<IconButton icon="list-filter" size="sm" label={m.views_list_add_filter()} />}
        onField={(doc: FieldDoc) => setFresh({ is: 'term', doc, how: 'is', values: [] })}
        onCondition={(node) => filter.setChips([...chips, node])}
      />
      {shown.map((chip, i) => (
        <FilterChip
          key={i}
          chip={chip}
          sourceOf={sourceOf}
          fresh={i === chips.length}
          wrong={wrong !== undefined && !wrongHere && i === chips.length - 1}
          onChange={(next) => change(i, next)}
          onRemove={() => remove(i)}
          onText={() => toText(i)}
        />
      ))}
      <Draft
        text={filter.draft}
        input={input}
        docs={docs}
        sourceOf={sourceOf}
        placeholder={empty ? m.views_list_filter_placeholder() : ''}
        invalid={wrongHere}
        describedBy={wrong ? complaint : undefined}
        onText={filter.type}
        onCommit={filter.commit}
        onBack={() => chips.length > 0 && toText(chips.length - 1)}
        onLeave={() => filter.draft !== '' && filter.commit()}
      />
      {!empty && (
        <span className="flex shrink-0 items-center">
          {chips.length > 0 && <IconButton icon="code" size="sm" label={m.views_list_as_text()} onClick={() => toText()} />}
          <IconButton icon="x" size="sm" label={m.views_list_clear_filter()} onClick={filter.clear} />
        </span>
      )}
      {wrong && (
        <Complaint id={complaint} text={wrong.text} at={at} over={input.current}>
          <Icon name="circle-alert" size={14} className="mt-0.5 text-red" />
        </Complaint>
      )}
    </div>
  )
}
