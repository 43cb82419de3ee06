import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, screenAddress, useLink } from '@/record/screen/address'
import { CountFigure, Figure } from '@/record/screen/Figure'
import { AllOf, Failed, Waiting } from '@/record/screen/PartStates'
import { Part } from '@/record/screen/Screen'
import { KindIcon } from '@/ui/icon'

import { gapKinds } from './gapKinds'
import { grouped, sorts, type Gap, type Sort } from './gaps'

const names: Record<Sort, () => string> = { work: m.desk_gap_work, objective: m.desk_gap_objective, promise: m.desk_gap_promise }

/** What the thread lacks, what was promised without work behind it first, and the risks that nobody has answered. */
export function GapFigures({ product }: { product: string }) {
  const asked = useAsk<{ items: Gap[]; next: string | null }>(address('/gaps', { product, limit: 200 }), gapKinds)
  const gaps = asked.value?.items
  const groups = grouped(gaps ?? [])
  const to = screenAddress(product, 'gaps')
  return (
    <Part title={m.desk_gaps()} note={gaps && gaps.length > 0 ? <AllOf count={gaps.length} to={to} /> : undefined}>
      {asked.status === 'loading' && <Waiting rows={3} />}
      {asked.status === 'error' && <Failed text={asked.error?.detail} onRetry={asked.retry} />}
      {gaps &&
        sorts.map((sort) => {
          const count = groups.find((g) => g.sort === sort)?.gaps.length ?? 0
          return <Figure key={sort} icon="unlink" label={names[sort]()} value={count} warn={count > 0} to={to} />
        })}
      <CountFigure product={product} q="type:risk is:open no:response" on={['risk']} above={0} icon="triangle-alert" label={m.desk_risks_unanswered()} to={screenAddress(product, 'risks', { q: 'no:response is:open' })} />
      {groups.toReversed().flatMap((g) => g.gaps).slice(0, 2).map((g) => (
        <One key={g.id} gap={g} />
      ))}
    </Part>
  )
}

function One({ gap }: { gap: Gap }) {
  const link = useLink()
  return (
    <a {...link(recordAddress(gap.key))} title={gap.what} className="-mx-2 flex h-8 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
      <KindIcon kind={gap.kind} size={14} />
      <span className="keyed shrink-0 text-text-faint">{gap.key}</span>
      <span className="min-w-0 flex-1 truncate">{gap.title}</span>
    </a>
  )
}
