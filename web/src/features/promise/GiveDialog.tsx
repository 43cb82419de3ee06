import { useState } from 'react'

import type { Context } from '@/record/commands'
import { GivePromise } from '@/record/promise/GivePromise'

/** The dialog that the command opens, on what is chosen or open. */
export function GiveDialog({ context, close }: { context: () => Context; close: () => void }) {
  const [{ records, product, data }] = useState(context)
  const from = records[0]
  const key = data.session.me?.products.find((p) => p.id === from?.product)?.key ?? product
  return key ? <GivePromise product={key} from={from} onClose={close} /> : null
}
