import { useList, useRecord } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { ListStates } from '@/record/screen/ListStates'
import { NewButton } from '@/record/screen/NewButton'
import { Part, Screen } from '@/record/screen/Screen'
import { useProduct } from '@/record/screen/today'

import { Aimless } from './Aimless'
import { Pillar } from './Pillar'
import { Vision } from './Vision'

/** What the product is for, what it stands on, and the objectives that follow. */
export function StrategyScreen({ product }: { product: string }) {
  const record = useRecord(useProduct(product)?.id)
  const pillars = useList({ q: 'type:pillar sort:created', product, limit: 50 })
  return (
    <Screen title={m.screens_strategy()} scroll actions={<NewButton kind="pillar" product={product} />}>
      <div className="flex flex-col gap-6 px-4 py-4">
        {record && <Vision record={record} />}
        <Part title={m.screens_pillars()} note={pillars.ids.length || undefined}>
          <ListStates list={pillars} icon="columns-3" title={m.screens_pillars_empty()} text={m.screens_pillars_empty_text()} action={<NewButton kind="pillar" product={product} primary />}>
            <div className="grid gap-x-8 gap-y-5 pt-1 sm:grid-cols-2 xl:grid-cols-3">
              {pillars.ids.map((id) => (
                <Pillar key={id} id={id} />
              ))}
            </div>
          </ListStates>
        </Part>
        <Aimless product={product} />
      </div>
    </Screen>
  )
}
