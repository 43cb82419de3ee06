import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import type { Template } from '@/record/metric/WorkOut'
import { recordAddress, useGo } from '@/record/screen/address'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { useProduct } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { RadioGroup, TextInput } from '@/ui/input'

/** A metric from a template: HEART, AARRR, the usual ratios. */
export function NewMetric({ product }: { product: string }) {
  const [open, setOpen] = useState(false)
  const may = useMay('metric.set', useProduct(product)?.id).may
  if (may === 'no') return null
  return (
    <>
      <Button icon="layers" onClick={() => setOpen(true)}>
        {m.metric_from_template()}
      </Button>
      {open && <Choose product={product} onClose={() => setOpen(false)} />}
    </>
  )
}

function Choose({ product, onClose }: { product: string; onClose: () => void }) {
  const act = useAct()
  const go = useGo()
  const all = useAsk<Template[]>('/metrics/templates', []).value ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [title, setTitle] = useState('')
  const t = all.find((x) => x.name === chosen)
  const choose = (name: string) => {
    setChosen(name)
    setTitle(all.find((x) => x.name === name)?.title ?? '')
  }
  const send = async () => {
    if (!t) return
    const fields = { product, title, definition: t.definition, example: t.example, unit: t.unit, direction: t.direction, template: t.name, source: 'entered' }
    const done = await act<{ key: string }>('POST', '/metrics', fields, m.metric_made({ name: title }))
    if (!done) return
    onClose()
    if ('value' in done) go(recordAddress(done.value.key))
  }
  return (
    <Ask title={m.metric_from_template()} text={m.metric_from_template_text()} action={m.metric_make()} size="lg" ready={t !== undefined && title.trim() !== ''} onSend={send} onClose={onClose}>
      <div className="grid max-h-80 gap-4 overflow-y-auto sm:grid-cols-3">
        {[...new Set(all.map((x) => x.framework))].map((f) => (
          <RadioGroup key={f} label={f} value={chosen} onChange={choose} options={all.filter((x) => x.framework === f).map((x) => ({ value: x.name, label: x.title, hint: x.goal }))} />
        ))}
      </div>
      {t && (
        <>
          <TextInput label={m.metric_name()} value={title} onChange={setTitle} />
          <dl className="grid grid-cols-[6rem_1fr] gap-1 text-13">
            <dt className="text-text-muted">{m.metric_signal()}</dt>
            <dd>{t.signal}</dd>
            <dt className="text-text-muted">{m.metric_definition()}</dt>
            <dd>{t.definition}</dd>
            <dt className="text-text-muted">{m.metric_example()}</dt>
            <dd>{t.example}</dd>
          </dl>
        </>
      )}
    </Ask>
  )
}
