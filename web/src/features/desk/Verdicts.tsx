import { useRecord } from '@/data/hooks'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { screenAddress } from '@/record/screen/address'
import { Line } from '@/record/screen/Line'

import { DeskList } from './DeskList'
import { awaiting } from './figures'

/** What is done and waits for a verdict, and how long. */
export function Verdicts({ product }: { product: string }) {
  return <DeskList title={m.desk_verdicts()} product={product} q={awaiting} to={screenAddress(product, 'acceptance')} most={8} none={m.desk_verdicts_none()} line={(id) => <Awaiting id={id} />} />
}

function Awaiting({ id }: { id: string }) {
  const since = useRecord(id)?.doneAt
  return <Line id={id} note={typeof since === 'string' ? sayAge(since) : undefined} plain bare />
}
