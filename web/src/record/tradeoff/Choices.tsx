import { useState } from 'react'

import { useMember, useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Text } from '@/record/editor/Reading'
import { recordAddress, useLink } from '@/record/screen/address'
import { useMay } from '@/record/screen/may'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { SectionHeader } from '@/ui/layout'

import { AnswerDialog } from './AnswerDialog'
import { answering, type Choice, choicesOf, isOpen } from './tradeoff'

/** What a trade-off has to choose from, side by side, and what was chosen; bare under a heading of its own. */
export function Choices({ record, bare }: { record: Rec; bare?: boolean }) {
  const right = useMay(answering(record), record.product)
  const [choosing, setChoosing] = useState<Choice>()
  const open = isOpen(record) && right.may !== 'no'
  return (
    <section aria-label={m.bridge_choices()}>
      {!bare && <SectionHeader title={m.bridge_choices()} count={choicesOf(record).length} />}
      <ul className="grid gap-2 py-1 sm:grid-cols-[repeat(auto-fit,minmax(14rem,1fr))]">
        {choicesOf(record).map((c) => (
          <Card key={c.id} choice={c} chosen={record.chosen === c.id} faded={Boolean(record.chosen) && record.chosen !== c.id} onChoose={open ? () => setChoosing(c) : undefined} />
        ))}
      </ul>
      {typeof record.chosen === 'string' && record.chosen !== '' && <Answered record={record} />}
      {choosing && <AnswerDialog record={record} choice={choosing} right={right} onClose={() => setChoosing(undefined)} />}
    </section>
  )
}

function Card({ choice: c, chosen, faded, onChoose }: { choice: Choice; chosen: boolean; faded: boolean; onChoose?: () => void }) {
  return (
    <li className={cx('flex min-w-0 flex-col gap-1.5 rounded-lg border p-3 text-13', chosen && 'border-line-strong bg-bg-selected', faded && 'text-text-muted')}>
      <div className="flex items-start gap-2">
        <h3 className="min-w-0 flex-1 font-medium break-words">{c.title}</h3>
        {chosen && (
          <Badge tone="green" icon="check">
            {m.bridge_chosen()}
          </Badge>
        )}
      </div>
      {c.gain && <Side icon="plus" label={m.bridge_option_gain()} text={c.gain} />}
      {c.price && <Side icon="minus" label={m.bridge_option_price()} text={c.price} />}
      {onChoose && (
        <Button size="sm" className="mt-auto self-start" aria-label={m.bridge_choose_this({ what: c.title })} onClick={onChoose}>
          {m.bridge_choose()}
        </Button>
      )}
    </li>
  )
}

function Side({ icon, label, text }: { icon: 'plus' | 'minus'; label: string; text: string }) {
  return (
    <p className="flex gap-1.5">
      <Icon name={icon} size={14} className={cx('mt-0.5 shrink-0', icon === 'plus' ? 'text-green-text' : 'text-red-text')} />
      <span className="min-w-0 break-words">
        <span className="sr-only">{label}: </span>
        {text}
      </span>
    </p>
  )
}

function Answered({ record }: { record: Rec }) {
  const who = useMember(typeof record.answeredBy === 'string' ? record.answeredBy : undefined)
  const decision = useRecord(typeof record.decision === 'string' ? record.decision : undefined)
  const link = useLink()
  return (
    <div className="mt-2 rounded-lg bg-bg-sunken px-3 py-2 text-13">
      <Text text={String(record.answer ?? '')} dense />
      <p className="mt-1 flex flex-wrap gap-x-3 text-12 text-text-muted">
        {typeof record.answeredAt === 'string' && <span>{m.bridge_by({ who: who?.name ?? '', ago: sayAge(record.answeredAt) })}</span>}
        {decision && (
          <a {...link(recordAddress(decision.key))} className="text-accent-text hover:underline">
            {m.bridge_decision()} {decision.key}
          </a>
        )}
      </p>
    </div>
  )
}
