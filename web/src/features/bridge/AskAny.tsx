import { useState } from 'react'

import type { Context } from '@/record/commands'
import { useProduct } from '@/record/screen/today'
import { AskDialog, matters } from '@/record/tradeoff/AskDialog'

import { otherJob } from './jobs'

/** The dialog that the command opens: about what is chosen or open, where that can be put against something else. */
export function AskAny({ context, close }: { context: () => Context; close: () => void }) {
  const [{ records, product: here }] = useState(context)
  const about = records.length === 1 && matters.includes(records[0]!.kind) ? records[0] : undefined
  const product = useProduct(here ?? '')
  if (!product) return null
  return <AskDialog product={product.key} of={otherJob(product)} about={about?.product === product.id ? about : undefined} onClose={close} />
}
