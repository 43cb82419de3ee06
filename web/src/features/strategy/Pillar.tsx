import { memo } from 'react'

import { useLinks, useRecordState } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { Markdown } from '@/ui/markdown'

import { ObjectiveLine } from './ObjectiveLine'

/** A pillar and the objectives that stand on it. */
export const Pillar = memo(function Pillar({ id }: { id: string }) {
  const { record: r } = useRecordState(id)
  const links = useLinks(id)
  const link = useLink()
  if (!r) return <div className="h-24" />
  const served = links?.filter((l) => l.type === 'serves' && l.to === id).map((l) => l.from) ?? []
  return (
    <article className="flex min-w-0 flex-col gap-1 border-t-2 border-accent pt-2">
      <a {...link(recordAddress(r.key))} className="rounded text-14 font-semibold hover:underline">
        {r.title}
      </a>
      {r.body && (
        <div className="line-clamp-3 text-text-muted">
          <Markdown dense text={r.body} />
        </div>
      )}
      <div className="pt-1">
        {served.map((o) => (
          <ObjectiveLine key={o} id={o} />
        ))}
        {links && served.length === 0 && <p className="text-12 text-text-muted">{m.screens_pillar_bare()}</p>}
      </div>
    </article>
  )
})
