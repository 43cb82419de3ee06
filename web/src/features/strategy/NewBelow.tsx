import { useState } from 'react'

import { useData } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { tellOutcome, useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { TextInput } from '@/ui/input'

import type { Node } from './tree'

/** Makes an objective that serves another one. */
export function NewBelow({ above, product, onClose }: { above: Node; product: string; onClose: () => void }) {
  const act = useAct()
  const data = useData()
  const [title, setTitle] = useState('')
  const send = async () => {
    const done = await act<{ id: string }>('POST', '/objectives', { product, title: title.trim(), endOn: above.endOn }, m.objective_added({ name: title.trim() }))
    if (!done) return
    onClose()
    if ('value' in done) tellOutcome(await data.link('serves', done.value.id, above.id))
  }
  return (
    <Ask title={m.objective_new({ name: above.title })} action={m.objective_make()} size="sm" ready={title.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput label={m.objective_new_title()} value={title} onChange={setTitle} autoFocus />
    </Ask>
  )
}
