import { useAsk, useMe } from '@/data/hooks'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { channelName, departmentName, heard, sayOffset, type Task } from '@/record/launch/launch'
import { useAct } from '@/record/screen/act'
import { useLink } from '@/record/screen/address'
import { Part } from '@/record/screen/Screen'
import { Checkbox } from '@/ui/input'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

interface Of {
  launch: string
  key: string
  name: string
  product: string
  day: string | null
}

interface Mine {
  today: string
  tasks: (Task & { of: Of })[]
  approvals: { id: string; title: string; channel: string; note: string; of: Of }[]
  answers: { gate: string; department: string; note: string; needBy: string | null; of: Of }[]
}

/** What launches wait for from oneself, over all products. */
export function Mine() {
  const act = useAct()
  const asked = useAsk<Mine>('/launchtasks/mine', heard)
  const v = asked.value
  if (!v)
    return asked.status === 'error' ? (
      <ErrorState text={asked.error?.detail} onRetry={asked.retry} />
    ) : (
      <div className="p-4">
        <SkeletonRows count={6} />
      </div>
    )
  if (v.tasks.length + v.approvals.length + v.answers.length === 0) return <EmptyState icon="check" title={m.launch_mine_none()} text={m.launch_mine_none_text()} />
  return (
    <div className="quiet-scroll min-h-0 flex-1 overflow-y-auto">
      <div className="flex max-w-4xl flex-col gap-6 px-4 py-3">
        {v.answers.length > 0 && (
          <Part title={m.launch_mine_answers()} note={v.answers.length}>
            {v.answers.map((a) => (
              <Line key={a.gate + a.department} of={a.of} tab="gate" title={m.launch_mine_answer({ department: departmentName(a.department), launch: a.of.name })} note={a.needBy ? m.launch_needed_by({ day: sayDay(a.needBy, v.today) }) : undefined} />
            ))}
          </Part>
        )}
        {v.approvals.length > 0 && (
          <Part title={m.launch_mine_approvals()} note={v.approvals.length}>
            {v.approvals.map((a) => (
              <Line key={a.id} of={a.of} tab="words" title={`${channelName(a.channel)}: ${a.title}`} note={a.note || a.of.name} />
            ))}
          </Part>
        )}
        {v.tasks.length > 0 && (
          <Part title={m.launch_mine_tasks()} note={v.tasks.length}>
            <ul className="divide-y">
              {v.tasks.map((t) => (
                <li key={t.id} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 py-1.5">
                  <Checkbox hideLabel label={m.launch_tick({ title: t.title })} checked={false} onChange={() => void act('PATCH', `/launchtasks/${t.id}`, { state: 'done' }, m.launch_ticked({ title: t.title }))} />
                  <Line of={t.of} title={t.title} bare note={t.owner ? t.of.name : `${t.of.name} · ${departmentName(t.department)}`} />
                  <span className={t.late > 0 ? 'tabular text-12 text-red-text' : 'tabular text-12 text-text-muted'}>{t.late > 0 ? m.launch_n_days_late({ count: t.late }) : t.due ? `${sayDay(t.due, v.today)} ${t.on ? '' : sayOffset(t.offset)}` : m.desk_no_day()}</span>
                </li>
              ))}
            </ul>
          </Part>
        )}
      </div>
    </div>
  )
}

function Line({ of, title, note, tab, bare }: { of: Of; title: string; note?: string; tab?: string; bare?: boolean }) {
  const link = useLink()
  const home = useMe().products.find((p) => p.id === of.product)
  return (
    <a {...link(`/p/${home?.key ?? ''}/launches/${of.key}${tab ? `?tab=${tab}` : ''}`)} className={bare ? 'flex min-h-6 min-w-0 flex-1 basis-52 flex-col rounded hover:underline' : '-mx-2 flex min-h-8 min-w-0 flex-wrap items-center gap-x-3 rounded px-2 hover:bg-bg-hover'}>
      <span className="min-w-0 wrap-anywhere">{title}</span>
      {note && <span className="text-12 text-text-muted">{note}</span>}
    </a>
  )
}
