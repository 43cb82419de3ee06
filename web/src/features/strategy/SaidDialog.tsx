import { useMe } from '@/data/hooks'
import { measure, percent } from '@/lib/measure'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import type { ScoredKeyResult } from '@/record/screen/score'
import { useToday } from '@/record/screen/today'
import { Chart } from '@/ui/chart'
import { Dialog } from '@/ui/dialog'

/** What was said of a key result, and how sure one was over time. */
export function SaidDialog({ kr, onClose }: { kr: ScoredKeyResult; onClose: () => void }) {
  const today = useToday()
  const zone = useMe().workspace.zone
  const day = (at: string) => sayDay(dayIn(at, zone), today)
  const sure = kr.history.filter((s) => s.confidence !== null)
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={m.kr_said({ name: kr.title })} size="md">
      {kr.history.length === 0 && <p className="text-13 text-text-muted">{m.kr_said_none()}</p>}
      {sure.length > 1 && <Chart type="line" label={m.kr_sure_chart()} height={160} categories={sure.map((s) => dayIn(s.at, zone))} formatCategory={(d) => sayDay(d, today)} series={[{ name: m.kr_sure_chart(), values: sure.map((s) => s.confidence) }]} />}
      <ol className="flex max-h-80 flex-col overflow-y-auto" tabIndex={0} aria-label={m.kr_said({ name: kr.title })}>
        {kr.history.toReversed().map((s) => (
          <li key={`${s.at} ${s.note}`} className="flex min-h-8 gap-3 border-b py-1 text-13">
            <span className="tabular w-20 shrink-0 text-text-muted">{day(s.at)}</span>
            <span className="tabular w-44 shrink-0">{m.kr_said_line({ value: measure(s.value, kr.unit), sure: s.confidence === null ? '–' : percent(s.confidence / 100) })}</span>
            <span className="min-w-0 flex-1">{s.note}</span>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
