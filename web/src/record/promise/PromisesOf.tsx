import { useState } from 'react'

import { useMe } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useMay } from '@/record/screen/may'
import { Button } from '@/ui/button'
import { SectionHeader } from '@/ui/layout'

import { GivePromise } from './GivePromise'
import { usePromises } from './promise'
import { PromiseRow } from './PromiseRow'

/** What was promised that has to do with a record: to an account, or kept by a feature. Where nothing is and nothing is expected, nothing stands. */
export function PromisesOf({ record, quiet }: { record: Rec; quiet?: boolean }) {
  const me = useMe()
  const product = me.products.find((p) => p.id === record.product) ?? me.products.find((p) => p.roles.length > 0) ?? me.products[0]
  const right = useMay('promise.give', product?.id)
  const { value, error, retry } = usePromises({ record: record.id })
  const [giving, setGiving] = useState(false)
  const items = value?.items ?? []
  if (quiet && items.length === 0) return null
  const outside = record.kind === 'account' || record.kind === 'contact'
  return (
    <section aria-label={m.promise_title()}>
      <SectionHeader
        title={m.promise_title()}
        count={items.length || undefined}
        actions={
          right.may !== 'no' && product && !record.archivedAt && !quiet ? (
            <Button size="sm" variant="ghost" icon="plus" title={right.may === 'propose' ? m.screens_proposes_to({ who: right.decides?.join(', ') ?? '' }) : undefined} onClick={() => setGiving(true)}>
              {m.promise_give()}
            </Button>
          ) : undefined
        }
      />
      {error && !value && (
        <p className="text-13 text-red-text">
          {error.detail}{' '}
          <button type="button" className="rounded underline" onClick={retry}>
            {m.screens_retry()}
          </button>
        </p>
      )}
      {value && items.length === 0 && <p className="text-13 text-text-faint">{outside ? m.promise_none_to() : m.promise_none_of()}</p>}
      <ul>
        {items.map((p) => (
          <PromiseRow key={p.id} promise={p} bare={outside} />
        ))}
      </ul>
      {giving && product && <GivePromise product={product.key} from={record} onClose={() => setGiving(false)} />}
    </section>
  )
}
