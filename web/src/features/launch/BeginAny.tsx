import { useState } from 'react'

import type { Context } from '@/record/commands'

import { BeginDialog } from './BeginDialog'

/** The dialog that the command opens, in the product one is in. */
export function BeginAny({ context, close }: { context: () => Context; close: () => void }) {
  const [{ product }] = useState(context)
  return product ? <BeginDialog product={product} onClose={close} /> : null
}
