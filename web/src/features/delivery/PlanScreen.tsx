import { useMemo, useState } from 'react'

import { useData, useList } from '@/data/hooks'
import { rightToField } from '@/data/rights'
import type { Rec } from '@/data/types'
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { tellOutcome } from '@/record/screen/act'
import { recordAddress, screenAddress, useGo, useLink } from '@/record/screen/address'
import { neighbour, screenKeys } from '@/record/screen/keys'
import { HowFar, Owner } from '@/record/screen/Line'
import { ListStates } from '@/record/screen/ListStates'
import { useRecords } from '@/record/screen/records'
import { Part } from '@/record/screen/Screen'
import { useSprintItems, work } from '@/record/screen/sprints'
import type { Missing } from '@/record/story/rules'
import { useSprintReadiness } from '@/record/story/useSprintReadiness'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon, KindIcon } from '@/ui/icon'
import { Kbd } from '@/ui/kbd'
import { tip } from '@/ui/tooltip'

import { CapacityPanel, useCapacity } from './CapacityPanel'
import { dragRow, takeRows } from './dragItems'
import { GoalPanel } from './GoalPanel'
import { Load } from './Load'
import { OddsPanel } from './OddsPanel'
import type { StepProps } from './SprintFrame'

/** The planning of a sprint: the backlog beside it, what fits, and what is likely to be done. */
export function PlanScreen({ sprint, product }: StepProps) {
  const data = useData()
  const go = useGo()
  const { items, list } = useSprintItems(sprint)
  const backlog = useList({ q: `${work} is:open no:sprint sort:rank`, product, limit: 100 })
  const others = useRecords(backlog.ids)
  const { value: capacity } = useCapacity(sprint)
  const { value: readiness } = useSprintReadiness(sprint.key)
  const lacks = useMemo(() => new Map(readiness?.items.map((i) => [i.id, i.missing])), [readiness])
  const [at, setAt] = useState<string>()
  const open = items.filter((i) => i.category !== 'closed')
  const order = [...others.map((i) => i.id), ...open.map((i) => i.id)]
  const put = async (id: string, into: boolean) => {
    setAt(neighbour(order, id, 1) ?? id)
    tellOutcome(await data.change(id, { sprint: into ? sprint.id : null }), undefined)
  }
  const isIn = (id: string) => items.some((i) => i.id === id)
  const step = (by: 1 | -1) => setAt(neighbour(order, at, by))
  const keys = screenKeys({
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    space: () => at && void put(at, !isIn(at)),
    ArrowRight: () => at && !isIn(at) && void put(at, true),
    ArrowLeft: () => at && isIn(at) && void put(at, false),
    Enter: () => at && go(recordAddress(data.cache.get(at)?.key ?? at)),
  })
  const closed = sprint.category === 'closed'
  return (
    <div ref={keys} className="grid min-h-0 flex-1 content-start gap-x-6 gap-y-4 overflow-y-auto px-4 py-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_20rem] lg:content-stretch lg:overflow-hidden">
      <Side title={m.delivery_plan_backlog()} drop={(id) => void put(id, false)}>
        <ListStates list={backlog} icon="list-ordered" title={m.delivery_plan_backlog_empty()} action={<Button onClick={() => go(screenAddress(product, 'backlog'))}>{m.screens_go_backlog()}</Button>}>
          <ul aria-label={m.delivery_plan_backlog()}>
            {others.map((r) => (
              <Row key={r.id} record={r} at={r.id === at} onAt={setAt} onMove={closed ? undefined : () => void put(r.id, true)} label={m.delivery_plan_take({ what: r.key })} icon="arrow-right" />
            ))}
          </ul>
        </ListStates>
      </Side>
      <Side title={sprint.title} note={<Load items={open} capacity={capacity?.points ?? null} />} drop={(id) => void put(id, true)}>
        <ListStates list={list} icon="timer" title={m.screens_sprint_empty()} text={m.delivery_plan_hint()}>
          <ul aria-label={sprint.title}>
            {open.map((r) => (
              <Row key={r.id} record={r} at={r.id === at} onAt={setAt} onMove={closed ? undefined : () => void put(r.id, false)} label={m.delivery_plan_leave({ what: r.key })} icon="x" lacks={lacks.get(r.id)} />
            ))}
          </ul>
        </ListStates>
        <p className="mt-2 hidden flex-wrap gap-x-3 gap-y-1 text-12 text-text-faint lg:flex">
          <span>
            <Kbd keys="j" /> <Kbd keys="k" /> {m.delivery_keys_go()}
          </span>
          <span>
            <Kbd keys="space" /> {m.delivery_keys_put()}
          </span>
        </p>
      </Side>
      <div className="quiet-scroll flex min-w-0 flex-col gap-4 lg:min-h-0 lg:overflow-y-auto lg:pr-1">
        <GoalPanel sprint={sprint} />
        <Part title={m.delivery_forecast()}>
          <OddsPanel sprint={sprint.key} />
        </Part>
        <CapacityPanel sprint={sprint} product={product} />
      </div>
    </div>
  )
}

function Side({ title, note, drop, children }: { title: string; note?: React.ReactNode; drop: (id: string) => void; children: React.ReactNode }) {
  const [over, setOver] = useState(false)
  return (
    <section ref={takeRows(drop, setOver)} aria-label={title} className={cx('flex min-w-0 flex-col rounded lg:min-h-0', over && 'outline-2 outline-accent outline-dashed')}>
      <div className="flex min-h-8 shrink-0 items-center gap-3">
        <h2 className="truncate text-13 font-semibold">{title}</h2>
        {note}
      </div>
      <div className="quiet-scroll flex-1 lg:min-h-0 lg:overflow-y-auto">{children}</div>
    </section>
  )
}

interface RowProps {
  record: Rec
  at: boolean
  onAt: (id: string) => void
  onMove?: () => void
  label: string
  icon: string
  /** What it lacks to be ready. */
  lacks?: readonly Missing[]
}

function Row({ record: r, at, onAt, onMove, label, icon, lacks }: RowProps) {
  const link = useLink()
  const data = useData()
  const right = rightToField(data, r, 'sprint')
  return (
    <li ref={dragRow(r.id)} onPointerDown={() => onAt(r.id)} aria-current={at || undefined} className={cx('group flex h-9 items-center gap-2 border-b px-1', at ? 'bg-bg-selected' : 'hover:bg-bg-hover')}>
      <KindIcon kind={r.kind} size={14} />
      <HowFar record={r} />
      <a {...link(recordAddress(r.key))} draggable={false} className="flex min-w-0 flex-1 items-baseline gap-2 rounded">
        <span className="keyed shrink-0 text-text-faint">{r.key}</span>
        <span className="truncate">{r.title}</span>
      </a>
      {lacks && lacks.length > 0 && <Lacks missing={lacks} />}
      <span className={cx('tabular shrink-0 text-12', typeof r.estimate === 'number' ? 'text-text-muted' : 'text-amber-text')}>{typeof r.estimate === 'number' ? number(r.estimate) : m.screens_unsized()}</span>
      <Owner id={r.owner} />
      {onMove && right.may !== 'no' && <IconButton icon={icon} size="sm" label={right.may === 'propose' ? `${label} · ${m.screens_proposes_to({ who: right.decides?.join(', ') ?? '' })}` : label} onClick={onMove} />}
    </li>
  )
}

/** A sign on what is not ready, with what it lacks. */
function Lacks({ missing }: { missing: readonly Missing[] }) {
  const said = m.delivery_not_ready({ what: missing.map((x) => x.what).join(' ') })
  return (
    <span className="inline-flex shrink-0 text-amber" {...tip(said)}>
      <Icon name="triangle-alert" size={14} label={said} />
    </span>
  )
}
