import { useState } from 'react'

import { useData } from '@/data/hooks'
import { asKey, proposeKey } from '@/lib/propose'
import { atField, elsewhere } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { useGo } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { RadioGroup, TextArea, TextInput } from '@/ui/input'
import { Callout } from '@/ui/state'

import { useSend } from './send'

/** A new product; the key begins the keys of all that belongs to it. */
export function ProductDialog({ propose, onClose }: { propose: boolean; onClose: () => void }) {
  const data = useData()
  const go = useGo()
  const [title, setTitle] = useState('')
  const [typed, setTyped] = useState<string>()
  const [vision, setVision] = useState('')
  const [visibility, setVisibility] = useState<'workspace' | 'private'>('workspace')
  const { busy, refusal, send } = useSend()
  const key = typed ?? proposeKey(title)
  const make = async () => {
    const sent = await send<{ key: string }>('POST', '/products', { title: title.trim(), key, vision: vision.trim(), visibility }, m.settings_product_made({ title: title.trim() }))
    if (!sent) return
    onClose()
    if (!('value' in sent)) return
    await data.session.load()
    go(`/p/${sent.value.key}`)
  }
  const said = elsewhere(refusal, ['title', 'key', 'vision', 'visibility'])
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.settings_product_new()}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {m.settings_cancel()}
          </Button>
          <Button variant="primary" busy={busy} disabled={title.trim() === '' || key.length < 2} onClick={() => void make()}>
            {propose ? m.settings_propose() : m.settings_product_make()}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
        <div className="grid gap-4 sm:grid-cols-[1fr_9rem]">
          <TextInput autoFocus label={m.settings_product_title()} error={atField(refusal, 'title', m.settings_product_title())} value={title} onChange={setTitle} />
          <TextInput label={m.settings_product_key()} hint={m.settings_product_key_hint({ key: key || 'LEND' })} error={atField(refusal, 'key', m.settings_product_key())} value={key} onChange={(k) => setTyped(asKey(k))} />
        </div>
        <TextArea autoGrow rows={2} label={m.settings_product_vision()} hint={m.settings_product_vision_hint()} error={atField(refusal, 'vision', m.settings_product_vision())} value={vision} onChange={setVision} />
        <RadioGroup
          label={m.settings_product_visibility()}
          value={visibility}
          onChange={setVisibility}
          options={[
            { value: 'workspace', label: m.settings_product_open_to_all(), hint: m.settings_product_open_hint() },
            { value: 'private', label: m.settings_product_private(), hint: m.settings_product_private_hint() },
          ]}
        />
      </div>
    </Dialog>
  )
}
