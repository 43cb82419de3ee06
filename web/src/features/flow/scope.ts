/** What the reports are about: which items, over which days, as of when. It stands in the address. */
import { address } from '@/data/client'
import { useAsk, type AskState } from '@/data/hooks'
import { useAddressed } from '@/record/screen/shown'

export interface Scope {
  product: string
  from?: string
  to?: string
  asOf?: string
  sprint?: string
  feature?: string
  release?: string
  q?: string
  kind?: string
  unit?: string
}

/** The kinds whose changes may change a report. */
export const flowKinds = ['story', 'bug', 'task', 'spike', 'sprint', 'link', 'verdict', 'product']

export function useScope(product: string): [Scope, { [K in keyof Omit<Scope, 'product'>]-?: (value: string | undefined) => void }] {
  const [from, setFrom] = useAddressed('from')
  const [to, setTo] = useAddressed('to')
  const [asOf, setAsOf] = useAddressed('asof')
  const [sprint, setSprint] = useAddressed('sprint')
  const [feature, setFeature] = useAddressed('feature')
  const [release, setRelease] = useAddressed('release')
  const [q, setQ] = useAddressed('q')
  const [kind, setKind] = useAddressed('kind')
  const [unit, setUnit] = useAddressed('unit')
  return [
    { product, from, to, asOf, sprint, feature, release, q, kind, unit },
    { from: setFrom, to: setTo, asOf: setAsOf, sprint: setSprint, feature: setFeature, release: setRelease, q: setQ, kind: setKind, unit: setUnit },
  ]
}

/** A question about flow. */
export function useFlow<T>(path: string, scope: Scope, more: Record<string, string | number | boolean | undefined> = {}): AskState<T> {
  return useAsk<T>(address(`/flow/${path}`, { ...scope, ...more }), flowKinds)
}

/** Opens what stands behind a figure; `over` says more exactly what of it. */
export type Open = (figure: string, over?: { on?: string; from?: string; to?: string; state?: string; sprint?: string; objective?: string }) => void

export interface ReportProps {
  scope: Scope
  open: Open
}

/** A figure and what of it, as they stand in the address: reached;on=2026-03-01;state=ready. */
export function writeFigure(figure: string, over: Parameters<Open>[1] = {}): string {
  return [figure, ...Object.entries(over).map(([name, value]) => `${name}=${value}`)].join(';')
}

export function readFigure(text: string): { figure: string; over: NonNullable<Parameters<Open>[1]> } {
  const [figure = '', ...rest] = text.split(';')
  const over = Object.fromEntries(
    rest.flatMap((part) => {
      const at = part.indexOf('=')
      return at > 0 && ['on', 'from', 'to', 'state', 'sprint', 'objective'].includes(part.slice(0, at)) ? [[part.slice(0, at), part.slice(at + 1)]] : []
    }),
  )
  return { figure, over }
}
