import { useState } from 'react'

import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { useGo } from '@/record/screen/address'
import { Ask } from '@/record/screen/Ask'
import { useFind } from '@/record/screen/find'
import { Combobox } from '@/ui/combobox'
import { Field, TextInput } from '@/ui/input'

/** Makes a release with nothing but fixes to one that is out. */
export function HotFix({ release: r, product, onClose }: { release: Rec; product: string; onClose: () => void }) {
  const act = useAct()
  const go = useGo()
  const search = useFind(['bug', 'task', 'story'], product)
  const [items, setItems] = useState<string[]>([])
  const [title, setTitle] = useState('')
  const send = async () => {
    const done = await act<Rec>('POST', `/releases/${r.id}/fix`, { items, title: title.trim() }, m.accept_fix_done())
    if (!done) return
    onClose()
    if ('value' in done) go(`/p/${product}/releases/${done.value.key}`)
  }
  return (
    <Ask title={m.accept_fix_title({ name: r.title })} text={m.accept_fix_text()} action={m.accept_fix()} ready={items.length > 0} onSend={send} onClose={onClose}>
      <Field label={m.accept_fix_items()}>
        <Combobox multiple label={m.accept_fix_items()} search={search} value={items} onChange={setItems} />
      </Field>
      <TextInput label={m.accept_changelog_name()} placeholder={r.title} value={title} onChange={setTitle} />
    </Ask>
  )
}
