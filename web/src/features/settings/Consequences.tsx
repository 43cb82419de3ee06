import { useAsk, useMe } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Callout } from '@/ui/state'

import { type CustomField, heldBy } from './fieldForm'
import { kindsName } from './kindNames'

/** How many records a query finds; undefined until it is known. */
export function useTotal(q: string | undefined, product?: string): number | undefined {
  const search = new URLSearchParams({ q: q ?? '', limit: '1', total: 'true' })
  if (product) search.set('product', product)
  return useAsk<{ total: number | null }>(q === undefined ? undefined : `/records?${search}`).value?.total ?? undefined
}

/** The key of the product that a field is limited to. */
export function useFieldProduct(field: CustomField): string | undefined {
  const { products } = useMe()
  return products.find((p) => p.id === field.product)?.key
}

/** What records would still hold and no longer offer. */
export function Consequences({ field, options, kinds }: { field: CustomField; options: readonly string[]; kinds: readonly string[] }) {
  if (options.length === 0 && kinds.length === 0) return null
  return (
    <Callout tone="amber">
      {options.map((o) => (
        <LostOption key={o} field={field} option={o} />
      ))}
      {kinds.length > 0 && <LostKinds field={field} kinds={kinds} />}
    </Callout>
  )
}

function LostOption({ field, option }: { field: CustomField; option: string }) {
  const count = useTotal(heldBy(field.name, field.kinds, option), useFieldProduct(field))
  return <p>{count === undefined ? m.settings_field_lost_option({ option }) : m.settings_field_lost_option_count({ option, count })}</p>
}

function LostKinds({ field, kinds }: { field: CustomField; kinds: readonly string[] }) {
  const count = useTotal(heldBy(field.name, kinds), useFieldProduct(field))
  const names = kinds.map(kindsName).join(', ')
  return <p>{count === undefined ? m.settings_field_lost_kinds({ names }) : m.settings_field_lost_kinds_count({ names, count })}</p>
}
