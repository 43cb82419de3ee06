/**
 * The strategy of a product: its vision and pillars, its objectives with key
 * results and their numbers, and the check-in that says where one stands.
 */
import { useState } from 'react'

import { useList } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { ListStates } from '@/record/screen/ListStates'
import { NewButton } from '@/record/screen/NewButton'
import { Screen } from '@/record/screen/Screen'
import { Segmented } from '@/ui/tabs'

import { ObjectiveBlock } from './ObjectiveBlock'

/** Objectives against their targets. */
export function ObjectivesScreen({ product }: { product: string }) {
  const [which, setWhich] = useState('open')
  const list = useList({ q: `type:objective ${which === 'open' ? 'is:open ' : ''}sort:endon,rank`, product, limit: 100 })
  return (
    <Screen
      title={m.screens_objectives()}
      scroll
      actions={
        <>
          <Segmented
            label={m.screens_objectives_which()}
            value={which}
            onChange={setWhich}
            options={[
              { value: 'open', label: m.screens_objectives_open() },
              { value: 'all', label: m.screens_objectives_all() },
            ]}
          />
          <NewButton kind="objective" product={product} />
        </>
      }
    >
      <ListStates list={list} icon="target" title={m.screens_objectives_empty()} text={m.screens_objectives_empty_text()} action={<NewButton kind="objective" product={product} primary />}>
        <ul className="px-4">
          {list.ids.map((id) => (
            <ObjectiveBlock key={id} id={id} />
          ))}
        </ul>
      </ListStates>
    </Screen>
  )
}
