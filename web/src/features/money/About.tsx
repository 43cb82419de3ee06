import { useRecord } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useFind } from '@/record/screen/find'
import { Button } from '@/ui/button'
import { Picker } from '@/ui/combobox'
import { KindIcon } from '@/ui/icon'

interface AboutProps {
  product: string
  /** Id or key of what is looked at. */
  value: string
  onChange: (key: string) => void
}

/** Chooses whose money is looked at: the product's own, or that of an initiative, release or feature. */
export function About({ product, value, onChange }: AboutProps) {
  const record = useRecord(value)
  const home = useRecord(product)
  const find = useFind(['initiative', 'release', 'feature'], product)
  return (
    <div className="flex min-w-0 items-center gap-2">
      <Picker
        label={m.money_about()}
        value={record?.id ?? null}
        onPick={(id) => id && onChange(id)}
        search={find}
        trigger={
          <Button iconAfter="chevron-down">
            <span className="flex min-w-0 items-center gap-2">
              <KindIcon kind={record?.kind ?? 'product'} size={14} />
              <span className="max-w-64 truncate">{record?.title ?? value}</span>
            </span>
          </Button>
        }
      />
      {record && home && record.id !== home.id && (
        <Button size="sm" variant="ghost" onClick={() => onChange(product)}>
          {m.money_about_product()}
        </Button>
      )}
    </div>
  )
}
