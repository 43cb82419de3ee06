/** Every report of a product, each from the ledger, each figure openable, each as of any day. */
import type { ComponentType } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Select } from '@/ui/select'

import { Behind } from './Behind'
import { AgeReport } from './reports/AgeReport'
import { AlignmentReport } from './reports/AlignmentReport'
import { BurndownReport, BurnupReport } from './reports/BurnReport'
import { CumulativeReport } from './reports/CumulativeReport'
import { ControlReport, CycleReport } from './reports/CycleReport'
import { EfficiencyReport } from './reports/EfficiencyReport'
import { OwnerReport } from './reports/OwnerReport'
import { ReworkReport } from './reports/ReworkReport'
import { ThroughputReport } from './reports/ThroughputReport'
import { VelocityReport } from './reports/VelocityReport'
import { WipReport } from './reports/WipReport'
import { ScopeBar } from './ScopeBar'
import { type ReportProps, useScope, writeFigure } from './scope'

interface Report {
  id: string
  name: () => string
  says: () => string
  icon: string
  /** It counts estimates as well as items. */
  sized?: boolean
  shows: ComponentType<ReportProps>
}

const reports: readonly [Report, ...Report[]] = [
  { id: 'burndown', name: m.flow_burndown, says: m.flow_burndown_says, icon: 'trending-down', sized: true, shows: BurndownReport },
  { id: 'burnup', name: m.flow_burnup, says: m.flow_burnup_says, icon: 'trending-up', sized: true, shows: BurnupReport },
  { id: 'velocity', name: m.flow_velocity, says: m.flow_velocity_says, icon: 'gauge', sized: true, shows: VelocityReport },
  { id: 'cumulative', name: m.flow_cumulative, says: m.flow_cumulative_says, icon: 'layers', shows: CumulativeReport },
  { id: 'cycle', name: m.flow_cycle, says: m.flow_cycle_says, icon: 'timer', shows: CycleReport },
  { id: 'control', name: m.flow_control, says: m.flow_control_says, icon: 'circle-dot', shows: ControlReport },
  { id: 'throughput', name: m.flow_throughput, says: m.flow_throughput_says, icon: 'chart-column', sized: true, shows: ThroughputReport },
  { id: 'age', name: m.flow_age, says: m.flow_age_says, icon: 'clock', shows: AgeReport },
  { id: 'wip', name: m.flow_wip, says: m.flow_wip_says, icon: 'activity', shows: WipReport },
  { id: 'efficiency', name: m.flow_efficiency, says: m.flow_efficiency_says, icon: 'scale', shows: EfficiencyReport },
  { id: 'rework', name: m.flow_rework, says: m.flow_rework_says, icon: 'undo-2', shows: ReworkReport },
  { id: 'alignment', name: m.flow_alignment, says: m.flow_alignment_says, icon: 'target', sized: true, shows: AlignmentReport },
  { id: 'owner', name: m.flow_owner, says: m.flow_owner_says, icon: 'user', shows: OwnerReport },
]

export function ReportsScreen({ product }: { product: string }) {
  const [id, setId] = useAddressed('report')
  const [figure, setFigure] = useAddressed('open')
  const [scope, set] = useScope(product)
  const report = reports.find((r) => r.id === id) ?? reports[0]
  const Shown = report.shows
  const show = (next: string) => {
    setFigure(undefined)
    setId(next === reports[0].id ? undefined : next)
  }
  return (
    <Screen title={m.flow_reports()} note={report.name()} actions={<ScopeBar product={product} scope={scope} set={set} sized={report.sized} />}>
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <div className="border-b px-4 py-2 lg:hidden">
          <Select label={m.flow_report()} value={report.id} onChange={show} options={reports.map((r) => ({ value: r.id, label: r.name(), icon: r.icon }))} />
        </div>
        <nav aria-label={m.flow_reports()} className="quiet-scroll hidden w-52 shrink-0 overflow-y-auto border-r py-2 lg:block">
          {reports.map((r) => (
            <button
              key={r.id}
              type="button"
              aria-current={r === report ? 'page' : undefined}
              onClick={() => show(r.id)}
              className={cx('flex h-8 w-full items-center gap-2 px-4 text-left text-13', r === report ? 'bg-bg-selected font-medium' : 'text-text-muted hover:bg-bg-hover hover:text-text')}
            >
              <Icon name={r.icon} size={14} />
              {r.name()}
            </button>
          ))}
        </nav>
        <div className="quiet-scroll min-h-0 min-w-0 flex-1 overflow-y-auto px-4 py-4 lg:px-6">
          <p className="mb-4 max-w-3xl text-13 text-text-muted">{report.says()}</p>
          <Shown scope={scope} open={(what, over) => setFigure(writeFigure(what, over))} />
        </div>
        {figure && <Behind scope={scope} figure={figure} onClose={() => setFigure(undefined)} />}
      </div>
    </Screen>
  )
}
