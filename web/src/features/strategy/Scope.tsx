import { useAsk } from '@/data/hooks'
import { Select } from '@/ui/select'

/** Stands in the address for the workspace as a whole. */
export const wholeWorkspace = 'workspace'

interface ScopeProps {
  label: string
  /** What all of it is called. */
  whole: string
  /** Key and title of the product one is in. */
  product: string
  title: string
  /** Key of a portfolio, or the whole workspace; the product when left out. */
  value: string | undefined
  onChange: (of: string | undefined) => void
}

/** Whose it is: the product's, a portfolio's, or that of the workspace as a whole. */
export function Scope({ label, whole, product, title, value, onChange }: ScopeProps) {
  const portfolios = useAsk<{ items: { key: string; title: string }[] }>('/records?q=type%3Aportfolio&limit=50', ['portfolio'])
  return (
    <Select
      label={label}
      value={value ?? product}
      onChange={(v) => onChange(v === product ? undefined : v)}
      options={[
        { value: product, label: title, icon: 'package' },
        ...(portfolios.value?.items ?? []).map((p) => ({ value: p.key, label: p.title, icon: 'layers' })),
        { value: wholeWorkspace, label: whole, icon: 'globe' },
      ]}
    />
  )
}
