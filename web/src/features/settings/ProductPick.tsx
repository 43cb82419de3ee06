import type { MyProduct } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Select } from '@/ui/select'

interface ProductPickProps {
  products: readonly MyProduct[]
  value: string
  onChange: (key: string) => void
  /** Offers the whole workspace under this name; its value is ''. */
  all?: string
}

/** No key of a product. */
const ALL = '*'

/** Which product's settings are shown. */
export function ProductPick({ products, value, onChange, all }: ProductPickProps) {
  const options = products.map((p) => ({ value: p.key, label: p.title, hint: p.key, icon: 'package' }))
  return (
    <Select
      label={m.settings_product()}
      value={value || ALL}
      onChange={(to) => onChange(to === ALL ? '' : to)}
      options={all === undefined ? options : [{ value: ALL, label: all, icon: 'building-2' }, ...options]}
      className="min-w-44"
    />
  )
}
