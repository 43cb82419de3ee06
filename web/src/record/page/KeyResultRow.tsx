import { useData, useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { number, percent, withUnit } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { useFind } from '@/record/screen/find'
import { IconButton } from '@/ui/button'
import { CellButton, EditableText, InlineNumber } from '@/ui/cell'
import { Picker } from '@/ui/combobox'
import { Progress } from '@/ui/progress'

import { useCall } from './call'
import { toneOf, type KeyResult, type Scored } from './keyResults'

interface KeyResultRowProps {
  objective: Rec
  kr: KeyResult
  scored: Scored['keyResults'][number] | undefined
  readOnly: boolean
  onChange: (change: Partial<KeyResult>) => void
}

export function KeyResultRow({ objective, kr, scored, readOnly, onChange }: KeyResultRowProps) {
  const call = useCall()
  const now = scored?.current ?? kr.current
  const cell = (label: string, value: number | null, commit: (v: number | null) => void, fixed = readOnly) => (
    <td>
      <InlineNumber label={label} value={value} readOnly={fixed} onCommit={commit} className="!px-1.5" />
    </td>
  )
  return (
    <tr className="group/row h-row border-t border-line">
      <td className="max-w-0 py-0.5">
        <EditableText label={m.record_kr_title()} value={kr.title} readOnly={readOnly} onCommit={(title) => onChange({ title })} />
        <Metric kr={kr} product={objective.product} readOnly={readOnly} onChange={onChange} />
      </td>
      <td>
        <EditableText label={m.record_kr_unit()} value={kr.unit} readOnly={readOnly || kr.metric !== ''} onCommit={(unit) => onChange({ unit })} />
      </td>
      {cell(m.record_kr_start(), kr.start, (start) => onChange({ start }))}
      {cell(m.record_kr_now(), now, (current) => void call('POST', `/objectives/${objective.id}/checkin`, { keyResult: kr.id, current }), readOnly || kr.metric !== '' || Boolean(kr.work))}
      {cell(m.record_kr_target(), kr.target, (target) => onChange({ target }))}
      {cell(m.record_kr_confidence(), kr.confidence, (confidence) => void call('POST', `/objectives/${objective.id}/checkin`, { keyResult: kr.id, confidence: confidence === null ? null : Math.max(0, Math.min(100, Math.round(confidence))) }))}
      <td>
        <InlineNumber label={m.record_kr_weight()} value={kr.weight ?? 1} min={0} readOnly={readOnly} onCommit={(weight) => onChange({ weight: weight === 1 ? null : weight })} className="!px-1.5" />
      </td>
      <td className="px-1.5">
        <span className="flex items-center gap-2">
          <Progress value={scored?.score ?? 0} tone={toneOf(scored?.colour ?? '')} label={kr.title} text={wayText(kr, now)} />
          <span className="w-9 shrink-0 text-right text-12">{percent(scored?.score)}</span>
        </span>
      </td>
      <td>{!readOnly && <IconButton size="sm" icon="x" label={m.record_kr_remove()} onClick={() => onChange({ title: '' })} className="opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100" />}</td>
    </tr>
  )
}

const wayText = (kr: KeyResult, now: number | null): string => [kr.start, now, kr.target].map((n) => (n === null ? '–' : withUnit(number(n), kr.unit))).join(' → ')

/** What it follows: a metric, delivered work, or nothing, then it is checked in by hand. */
function Metric({ kr, product, readOnly, onChange }: Pick<KeyResultRowProps, 'kr' | 'readOnly' | 'onChange'> & { product: string | null }) {
  const data = useData()
  const followed = useRecord(kr.metric || (kr.work !== 'features' ? kr.work : '') || undefined)
  const find = useFind(['metric', 'feature', 'initiative'], product ?? undefined)
  const own = [{ value: 'features', label: m.kr_work_features(), icon: 'package' }]
  const search: typeof find = async (text) => [...own.filter((o) => o.label.toLowerCase().includes(text.trim().toLowerCase())), ...(await find(text))]
  const pick = async (id: string | null) => {
    if (!id) return onChange({ metric: '', work: '' })
    if (id === 'features') return onChange({ metric: '', work: id })
    if (!data.cache.get(id)) await data.loader.some([id])
    const record = data.cache.get(id)
    if (record?.kind !== 'metric') return onChange({ metric: '', work: id, ...(kr.unit === '' ? { unit: '%' } : {}) })
    onChange({ metric: id, work: '', ...(kr.unit === '' && typeof record.unit === 'string' ? { unit: record.unit } : {}) })
  }
  const name = kr.work === 'features' ? m.kr_work_features() : (followed?.title ?? (kr.metric || kr.work ? '' : m.record_kr_byhand()))
  const shown = <span className="truncate text-12 text-text-muted">{name}</span>
  if (readOnly) return <span className="block truncate px-1.5">{shown}</span>
  const chosen = kr.work === 'features' ? own : followed ? [{ value: followed.id, label: followed.title }] : undefined
  return <Picker label={m.kr_work()} search={search} value={kr.metric || kr.work || null} chosen={chosen} onPick={(id) => void pick(id)} trigger={<CellButton label={m.kr_work()}>{shown}</CellButton>} />
}
