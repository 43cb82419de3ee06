import { memo } from 'react'

import { useRecord } from '@/data/hooks'
import { recordAddress, useLink } from '@/record/screen/address'
import { sayScore, toneOf, useScore } from '@/record/screen/score'
import { Ring } from '@/ui/progress'

/** An objective in one line, with its score. */
export const ObjectiveLine = memo(function ObjectiveLine({ id }: { id: string }) {
  const r = useRecord(id)
  const { value } = useScore(id)
  const link = useLink()
  if (!r || r.archivedAt) return null
  return (
    <a {...link(recordAddress(r.key))} className="-mx-2 flex h-8 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
      <Ring value={value?.score ?? 0} tone={toneOf(value?.colour ?? '')} size={14} />
      <span className="min-w-0 flex-1 truncate">{r.title}</span>
      <span className="tabular text-12 text-text-muted">{sayScore(value?.score)}</span>
    </a>
  )
})
