import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Button } from '@/ui/button'
import { TextInput } from '@/ui/input'

import { useScale } from './queries'

const usual = '0 ½ 1 2 3 5 8 13 20 40 100 ? coffee'

/** The values that the team votes with. */
export function ScaleDialog({ product, onClose }: { product: string; onClose: () => void }) {
  const act = useAct()
  const { value } = useScale(product)
  const [typed, setTyped] = useState<string>()
  const now = value?.steps.join(' ') ?? ''
  const text = typed ?? now
  const steps = text.split(/[\s,;]+/).filter(Boolean)
  const send = async () => {
    if (await act('PUT', '/scale', { product, steps }, m.refine_scale_set())) onClose()
  }
  return (
    <Ask title={m.refine_scale()} action={m.refine_map_save()} ready={steps.length > 1 && steps.join(' ') !== now} onSend={send} onClose={onClose}>
      <TextInput label={m.refine_scale()} hint={m.refine_scale_hint()} value={text} onChange={setTyped} />
      {text !== usual && (
        <Button size="sm" variant="ghost" className="self-start" onClick={() => setTyped(usual)}>
          {m.refine_scale_usual()}
        </Button>
      )}
    </Ask>
  )
}
