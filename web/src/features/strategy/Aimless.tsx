import { useList } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Part } from '@/record/screen/Screen'

import { ObjectiveLine } from './ObjectiveLine'

/** Objectives in force that stand on no pillar. */
export function Aimless({ product }: { product: string }) {
  const list = useList({ q: 'type:objective is:open no:pillar sort:endon', product, limit: 50 })
  if (list.ids.length === 0) return null
  return (
    <Part title={m.screens_aimless()} note={list.ids.length}>
      <div className="grid gap-x-8 sm:grid-cols-2 xl:grid-cols-3">
        {list.ids.map((id) => (
          <ObjectiveLine key={id} id={id} />
        ))}
      </div>
    </Part>
  )
}
