/** The bridge between the two jobs: what they ask each other, what the work serves, and who decides what. */
import { useState } from 'react'

import { useMe } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useMay } from '@/record/screen/may'
import { Screen } from '@/record/screen/Screen'
import { useProduct } from '@/record/screen/today'
import { AskDialog } from '@/record/tradeoff/AskDialog'
import { Button } from '@/ui/button'

import { AlignmentPart } from './AlignmentPart'
import { otherJob } from './jobs'
import { LatelyPart } from './LatelyPart'
import { TradeoffsPart } from './TradeoffsPart'

/** /p/KEY/bridge: trade-offs, alignment and decision rights in one picture. */
export function BridgeScreen({ product: key }: { product: string }) {
  const product = useProduct(key)
  const guest = useMe().member.role === 'guest'
  const right = useMay('tradeoff.ask', product?.id)
  const [asking, setAsking] = useState(false)
  const ask = right.may !== 'no' && (
    <Button icon="plus" onClick={() => setAsking(true)}>
      {m.bridge_ask()}
    </Button>
  )
  return (
    <Screen title={m.bridge_title()} note={m.bridge_note()} actions={ask} scroll>
      <div className="flex max-w-6xl flex-col gap-8 px-4 py-4">
        <TradeoffsPart product={key} ask={ask} />
        <AlignmentPart product={key} />
        {product && <LatelyPart product={key} id={product.id} guest={guest} />}
      </div>
      {asking && <AskDialog product={key} of={otherJob(product)} onClose={() => setAsking(false)} />}
    </Screen>
  )
}
