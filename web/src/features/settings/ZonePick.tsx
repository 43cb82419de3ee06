import { zones } from '@/lib/moment'
import { m } from '@/locales/gen/messages.js'
import { Combobox } from '@/ui/combobox'
import { Field } from '@/ui/input'

let known: { value: string; label: string }[] | undefined

interface ZonePickProps {
  label: string
  hint?: string
  error?: string
  value: string
  onChange: (zone: string) => void
  disabled?: boolean
  /** Offered for "none of one's own". */
  none?: string
}

/** A time zone, found by typing a city. */
export function ZonePick({ label, hint, error, value, onChange, disabled, none }: ZonePickProps) {
  known ??= zones().map((z) => ({ value: z, label: z.replaceAll('_', ' ') }))
  const options = none === undefined ? known : [{ value: '-', label: none }, ...known]
  return (
    <Field label={label} hint={hint} error={error}>
      <Combobox
        label={label}
        value={value === '' && none !== undefined ? '-' : value}
        onChange={(z) => z !== null && onChange(z === '-' ? '' : z)}
        options={options}
        placeholder={m.settings_zone_placeholder()}
        disabled={disabled}
      />
    </Field>
  )
}
