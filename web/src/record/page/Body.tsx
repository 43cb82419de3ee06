import { useCallback, useMemo } from 'react'

import { useData, usePresence, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { MarkdownField } from '@/record/editor/MarkdownField'
import type { Sent } from '@/record/editor/writing'
import { proposes } from '@/record/fields/editor-options'
import { whyRefused } from '@/record/fields/refusal'
import { Icon } from '@/ui/icon'
import { Skeleton } from '@/ui/skeleton'

import { uploadTo } from './upload'

/** The description, or another long text of a record. */
export function Body({ record, field = 'body', label = m.record_body(), placeholder = m.record_body_empty() }: { record: Rec; field?: string; label?: string; placeholder?: string }) {
  const data = useData()
  const right = useRight(record, field)
  const writers = usePresence(record.id).filter((p) => p.editing === field)
  const upload = useMemo(() => uploadTo(record.id), [record.id])
  const now = useCallback(() => String(data.cache.get(record.id)?.[field] ?? ''), [data, record.id, field])
  const send = useCallback(
    async (text: string): Promise<Sent> => {
      const outcome = await data.change(record.id, { [field]: text }, { guard: true })
      return 'refused' in outcome ? { refused: whyRefused(outcome.refused) } : 'proposed' in outcome ? 'proposed' : 'saved'
    },
    [data, record.id, field],
  )
  if (record[field] === undefined) return <BodyOutline />
  if (right.may === 'no' && !record[field]) return null
  return (
    <section aria-label={label}>
      <MarkdownField
        draft={`${field}.${record.id}`}
        label={label}
        text={String(record[field] ?? '')}
        now={now}
        send={send}
        proposes={proposes(right)}
        readOnly={right.may === 'no'}
        placeholder={placeholder}
        upload={upload}
        act={field === 'body' ? 'edit' : undefined}
        onWriting={(on) => data.presence.editing(record.id, on ? field : undefined)}
      />
      {writers.length > 0 && (
        <p aria-live="polite" className="mt-1 flex items-center gap-1.5 text-12 text-text-muted">
          <Icon name="pencil" size={12} />
          {m.record_writing({ who: writers.map((p) => p.name).join(', ') })}
        </p>
      )}
    </section>
  )
}

const BodyOutline = () => (
  <div className="flex flex-col gap-3 py-1">
    {['94%', '88%', '61%'].map((w) => (
      <Skeleton key={w} width={w} />
    ))}
  </div>
)
