import { useData, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { KeptText } from '@/record/page/KeptText'
import { Badge } from '@/ui/badge'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { SectionHeader } from '@/ui/layout'

import { linesOf, optionsOf, type Option } from './decision'

/** What there is to choose from, each with what speaks for it and against it, changed where it is read. */
export function OptionCards({ record }: { record: Rec }) {
  const data = useData()
  const right = useRight(record, 'options')
  const options = optionsOf(record)
  const readOnly = right.may === 'no' || Boolean(record.archivedAt)
  const keep = (next: Option[]) => data.change(record.id, { options: next })
  const change = (id: string, of: Partial<Option>) => keep(options.map((o) => (o.id === id ? { ...o, ...of } : o)))
  // The next number after the largest, as the server would give it.
  const next = () => String(Math.max(0, ...options.map((o) => Number(o.id) || 0)) + 1)
  return (
    <section aria-label={m.record_options()}>
      <SectionHeader title={m.record_options()} count={options.length || undefined} />
      <ul className="grid gap-2 py-1 sm:grid-cols-[repeat(auto-fit,minmax(14rem,1fr))]">
        {options.map((o) => {
          const chosen = record.choice === o.id
          const faded = record.category !== 'todo' && Boolean(record.choice) && !chosen
          return (
            <li key={o.id} className={cx('flex min-w-0 flex-col gap-1.5 rounded-lg border p-3 text-13', chosen && 'border-line-strong bg-bg-selected', faded && 'text-text-muted')}>
              <div className="flex items-start gap-2">
                <KeptText label={m.record_option()} value={o.title} placeholder="" required readOnly={readOnly} proposes={proposes(right)} onCommit={(title) => change(o.id, { title })} className="font-medium" />
                {chosen && (
                  <Badge tone="green" icon="check">
                    {m.daci_taken()}
                  </Badge>
                )}
                {!readOnly && !chosen && <IconButton size="sm" icon="x" label={m.daci_option_remove({ title: o.title })} onClick={() => void keep(options.filter((x) => x.id !== o.id))} />}
              </div>
              <Side side="pros" option={o} readOnly={readOnly} proposes={proposes(right)} onCommit={(pros) => change(o.id, { pros })} />
              <Side side="cons" option={o} readOnly={readOnly} proposes={proposes(right)} onCommit={(cons) => change(o.id, { cons })} />
            </li>
          )
        })}
      </ul>
      {!readOnly && <KeptText key={options.length} label={m.record_option()} value="" placeholder={m.record_options_add()} proposes={proposes(right)} onCommit={(title) => keep([...options, { id: next(), title, pros: '', cons: '' }])} className="px-1 py-0.5 text-13" />}
    </section>
  )
}

function Side({ side, option, readOnly, proposes: said, onCommit }: { side: 'pros' | 'cons'; option: Option; readOnly: boolean; proposes?: string; onCommit: Parameters<typeof KeptText>[0]['onCommit'] }) {
  const value = option[side]
  const label = side === 'pros' ? m.daci_pros() : m.daci_cons()
  if (readOnly && !value) return null
  return (
    <div className="flex gap-1.5">
      <Icon name={side === 'pros' ? 'plus' : 'minus'} size={14} className={cx('mt-0.5 shrink-0', side === 'pros' ? 'text-green-text' : 'text-red-text')} />
      <span className="sr-only">{label}: </span>
      <span className="min-w-0 flex-1">
        <KeptText lines label={m.daci_side_of({ side: label, title: option.title })} value={linesOf(value).join('\n')} placeholder={label} readOnly={readOnly} proposes={said} onCommit={onCommit} />
      </span>
    </div>
  )
}
