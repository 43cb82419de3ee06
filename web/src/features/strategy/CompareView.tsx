import { address } from '@/data/client'
import { useAsk, useMe, useMembers } from '@/data/hooks'
import { addDays } from '@/lib/scale'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useToday } from '@/record/screen/today'
import { Part } from '@/record/screen/Screen'
import { AvatarStack } from '@/ui/avatar'
import { Badge } from '@/ui/badge'
import { cx } from '@/ui/cx'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import type { Tone } from '@/ui/styles'

import { type Differ, type OnePage, pageKinds, type Snapshot, useSnapshots } from './page'
import { Side } from './Side'
import { stageNames } from './stages'

interface CompareProps {
  of: string
  from: string | undefined
  to: string | undefined
  onShow: (from: string | undefined, to: string | undefined) => void
}

interface Days {
  items: { day: string; changes: number; by: string[] }[]
}

interface Compared {
  from: OnePage
  to: OnePage
  changes: Differ[]
}

const present = 'now'
const partNames: Record<Differ['part'], () => string> = {
  stage: m.life_stage, vision: m.screens_vision, positioning: m.onepage_positioning, canvas: m.onepage_canvas, guardrails: m.onepage_guardrails, pillars: m.screens_pillars, objectives: m.screens_objectives, products: m.onepage_products,
}
const acts: Record<Differ['act'], { tone: Tone; name: () => string }> = {
  added: { tone: 'green', name: m.onepage_added },
  removed: { tone: 'red', name: m.onepage_removed },
  changed: { tone: 'amber', name: m.onepage_changed },
}

/** A strategy page at two moments, side by side, and the days on which it changed. */
export function CompareView({ of, from, to, onShow }: CompareProps) {
  const today = useToday()
  const snapshots = useSnapshots(of)
  const days = useAsk<Days>(address('/strategy/days', { of: of || undefined }), pageKinds)
  const failed = snapshots.error ?? days.error
  if (!snapshots.value || !days.value) return failed ? <ErrorState title={m.screens_list_failed()} text={failed.detail} onRetry={() => (snapshots.retry(), days.retry())} /> : <SkeletonRows count={8} />
  const newest = snapshots.value[0]
  const first = from ?? newest?.id ?? (days.value.items[0] ? addDays(days.value.items[0].day, -1) : undefined)
  const options = momentsOf(snapshots.value, days.value, [first, to], today)
  return (
    <div className="flex min-w-0 flex-col gap-6 px-4 py-4 lg:flex-row">
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <div className="flex flex-wrap items-center gap-2 text-13">
          <Select label={m.onepage_compare_from()} value={first ?? null} onChange={(v) => onShow(v, to)} options={options.filter((o) => o.value !== present)} placeholder={m.onepage_compare_from()} />
          <span className="text-text-muted">{m.onepage_compare_with()}</span>
          <Select label={m.onepage_compare_to()} value={to ?? present} onChange={(v) => onShow(first, v === present ? undefined : v)} options={options} />
        </div>
        {first ? <Changes of={of} from={first} to={to} /> : <EmptyState icon="history" title={m.onepage_compare_empty()} text={m.onepage_compare_empty_text()} />}
      </div>
      <ChangedOn days={days.value} from={first} to={to} onShow={onShow} />
    </div>
  )
}

/** What may be chosen: now, the pages that were kept, the ends of the days on which something changed and of those before. */
function momentsOf(kept: readonly Snapshot[], days: Days, chosen: readonly (string | undefined)[], today: string): { value: string; label: string; hint?: string }[] {
  const all = new Set(days.items.flatMap((d) => [d.day, addDays(d.day, -1)]))
  for (const c of chosen) if (c?.length === 10) all.add(c)
  return [
    { value: present, label: m.onepage_now() },
    ...kept.map((s) => ({ value: s.id, label: s.name, hint: sayDay(s.takenAt.slice(0, 10), today) })),
    ...[...all].toSorted().toReversed().map((d) => ({ value: d, label: m.onepage_end_of({ day: sayDay(d, today) }) })),
  ]
}

function Changes({ of, from, to }: { of: string; from: string; to: string | undefined }) {
  const { value, error, retry } = useAsk<Compared>(address('/strategy/compare', { of: of || undefined, from, to }), pageKinds)
  const today = useToday()
  if (!value) return error ? <ErrorState text={error.detail} onRetry={retry} /> : <SkeletonRows count={8} />
  if (value.changes.length === 0) return <EmptyState icon="check-check" title={m.onepage_compare_same()} text={m.onepage_compare_same_text()} />
  const name = (p: OnePage) => p.kept || (p.on ? m.onepage_end_of({ day: sayDay(p.on, today) }) : m.onepage_now())
  const text = (c: Differ, t: string) => (c.part === 'stage' ? (stageNames[t]?.() ?? t) : t)
  return (
    <div className="quiet-scroll min-w-0 overflow-x-auto" tabIndex={0} role="region" aria-label={m.onepage_compare()}>
      <table className="w-full min-w-[40rem] table-fixed border-collapse text-left text-13">
        <caption className="sr-only">{m.onepage_compare()}</caption>
        <thead>
          <tr className="h-8 border-b text-12 text-text-muted [&>th]:pr-4 [&>th]:font-medium">
            <th scope="col" className="w-44">
              {m.onepage_compare_what()}
            </th>
            <th scope="col">{name(value.from)}</th>
            <th scope="col">{name(value.to)}</th>
          </tr>
        </thead>
        <tbody>
          {value.changes.map((c, i) => (
            <tr key={`${c.part} ${c.name}`} className="border-b align-top [&>*]:py-2 [&>*]:pr-4">
              <th scope="row" className="font-normal">
                <span className="flex flex-col items-start gap-1">
                  {value.changes[i - 1]?.part !== c.part && <span className="text-12 font-semibold">{partNames[c.part]()}</span>}
                  {(c.part === 'positioning' || c.part === 'canvas') && <span>{c.title}</span>}
                  <Badge tone={acts[c.act].tone}>{acts[c.act].name()}</Badge>
                </span>
              </th>
              <td>
                <Side before={text(c, c.before)} after={text(c, c.after)} side="before" />
              </td>
              <td>
                <Side before={text(c, c.before)} after={text(c, c.after)} side="after" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The days on which the strategy changed; pressed, each shows what it brought. */
function ChangedOn({ days, from, to, onShow }: { days: Days; from: string | undefined; to: string | undefined; onShow: CompareProps['onShow'] }) {
  const today = useToday()
  const zone = useMe().workspace.zone
  const members = useMembers()
  const name = (id: string) => members.find((p) => p.id === id)?.name ?? ''
  return (
    <Part title={m.onepage_days()} className="w-full shrink-0 lg:w-64">
      {days.items.length === 0 && <p className="text-13 text-text-muted">{m.onepage_days_empty()}</p>}
      <ul className="flex flex-col">
        {days.items.map((d) => {
          const shown = from === addDays(d.day, -1) && (to ?? dayIn(new Date().toISOString(), zone)) === d.day
          return (
            <li key={d.day}>
              <button
                type="button"
                aria-current={shown ? 'true' : undefined}
                onClick={() => onShow(addDays(d.day, -1), d.day)}
                className={cx('flex h-row w-full items-center gap-2 rounded px-2 text-left text-13', shown ? 'bg-bg-selected' : 'hover:bg-bg-hover')}
              >
                <span className="tabular min-w-0 flex-1">{sayDay(d.day, today)}</span>
                <span className="tabular text-12 text-text-muted">{m.onepage_changes({ count: d.changes })}</span>
                <AvatarStack people={d.by.map((id) => ({ id, name: name(id) }))} size={16} />
              </button>
            </li>
          )
        })}
      </ul>
    </Part>
  )
}
