import { useState } from 'react'

import { useAsk, useData } from '@/data/hooks'
import { problemOf } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { Button } from '@/ui/button'
import { NumberInput } from '@/ui/input'
import { Callout } from '@/ui/state'

export interface Template {
  name: string
  framework: string
  part: string
  title: string
  goal: string
  signal: string
  definition: string
  example: string
  unit: string
  direction: string
  inputs: { name: string; label: string }[]
}

export const useTemplates = () => useAsk<Template[]>('/metrics/templates', []).value ?? []

interface WorkOutProps {
  template: string
  onValue: (value: number, how: string) => void
}

/** Works a value out as the metric's template defines it, and says from what. */
export function WorkOut({ template, onValue }: WorkOutProps) {
  const { client } = useData()
  const t = useTemplates().find((x) => x.name === template)
  const [given, setGiven] = useState<Record<string, number | null>>({})
  const [said, setSaid] = useState('')
  if (!t) return null
  const ready = t.inputs.every((i) => typeof given[i.name] === 'number')
  const work = async () => {
    const query = new URLSearchParams({ template, input: t.inputs.map((i) => `${i.name}=${given[i.name]}`).join(',') })
    try {
      const out = await client.get<{ value: number | null; workings: string }>(`/metrics/calculate?${query}`)
      setSaid(out.value === null ? m.metric_work_nothing() : '')
      if (out.value !== null) onValue(out.value, out.workings)
    } catch (e) {
      setSaid(whyRefused(problemOf(e)))
    }
  }
  return (
    <fieldset className="flex flex-col gap-2 rounded border border-line p-3">
      <legend className="px-1 text-12 text-text-muted">{m.metric_work_from({ name: t.title })}</legend>
      {t.inputs.map((i) => (
        <NumberInput key={i.name} label={i.label} value={given[i.name] ?? null} onChange={(v) => setGiven({ ...given, [i.name]: v })} />
      ))}
      {said && <Callout tone="amber">{said}</Callout>}
      <Button size="sm" disabled={!ready} onClick={() => void work()}>
        {m.metric_work()}
      </Button>
    </fieldset>
  )
}
