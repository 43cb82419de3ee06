import { useState } from 'react'

import { useData } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import { mayCreate } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { QuickCreate } from '@/record/page/QuickCreate'
import { Button } from '@/ui/button'

interface NewButtonProps {
  kind: KindName
  product: string
  /** Values that the new record begins with. */
  values?: Record<string, unknown>
  primary?: boolean
  /** It belongs to the workspace as a whole. */
  whole?: boolean
}

/** Makes a record of a kind. */
export function NewButton({ kind, product, values, primary, whole }: NewButtonProps) {
  const right = mayCreate(useData(), kind, whole ? null : product)
  const [open, setOpen] = useState(false)
  if (right.may === 'no') return null
  return (
    <>
      <Button icon="plus" variant={primary ? 'primary' : 'default'} title={right.may === 'propose' ? m.screens_proposes_to({ who: right.decides?.join(', ') ?? '' }) : undefined} onClick={() => setOpen(true)}>
        {m.screens_new({ kind: kindName(kind) })}
      </Button>
      {open && <QuickCreate kind={kind} product={product} whole={whole} values={values} onDone={() => setOpen(false)} />}
    </>
  )
}
