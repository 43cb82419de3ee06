import { useRef } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Button, IconButton } from '@/ui/button'
import { TextInput } from '@/ui/input'

import { moveOption, optionFits } from './fieldForm'

interface OptionsEditorProps {
  options: readonly string[]
  error?: string
  onChange: (options: readonly string[]) => void
}

/** The options of a choice, in their order. Enter begins the next, Alt and an arrow move one. */
export function OptionsEditor({ options, error, onChange }: OptionsEditorProps) {
  const box = useRef<HTMLFieldSetElement>(null)
  const focus = (i: number) => queueMicrotask(() => box.current?.querySelectorAll<HTMLInputElement>('input')[i]?.focus())
  const set = (i: number, text: string) => onChange(options.with(i, text))
  const insert = (i: number) => {
    onChange(options.toSpliced(i, 0, ''))
    focus(i)
  }
  const move = (i: number, by: number) => {
    onChange(moveOption(options, i, i + by))
    focus(Math.max(0, Math.min(options.length - 1, i + by)))
  }
  return (
    <fieldset ref={box} className="flex flex-col gap-1">
      <legend className="mb-1 text-12 font-medium text-text-muted">{m.settings_field_options()} {options.length > 0 && m.settings_field_options_count({ count: options.length })}</legend>
      <ol className="quiet-scroll flex max-h-71 flex-col gap-1 overflow-y-auto">
        {options.map((option, i) => (
          // Options have no id of their own; their place is what is edited.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i} className="flex items-center gap-1">
            <TextInput
              aria-label={m.settings_field_option({ place: i + 1 })}
              value={option}
              invalid={!optionFits(option)}
              onChange={(text) => set(i, text)}
              onKeyDown={(e) => {
                if (e.key === 'Enter') {
                  e.preventDefault()
                  insert(i + 1)
                } else if (e.altKey && (e.key === 'ArrowUp' || e.key === 'ArrowDown')) {
                  e.preventDefault()
                  move(i, e.key === 'ArrowUp' ? -1 : 1)
                }
              }}
              className="flex-1"
            />
            <IconButton icon="arrow-up" size="sm" label={m.settings_field_option_up({ option })} disabled={i === 0} onClick={() => move(i, -1)} />
            <IconButton icon="arrow-down" size="sm" label={m.settings_field_option_down({ option })} disabled={i === options.length - 1} onClick={() => move(i, 1)} />
            <IconButton icon="x" size="sm" label={m.settings_delete_what({ what: option })} onClick={() => onChange(options.toSpliced(i, 1))} />
          </li>
        ))}
      </ol>
      <div>
        <Button size="sm" icon="plus" onClick={() => insert(options.length)}>
          {m.settings_field_option_add()}
        </Button>
      </div>
      {error ? (
        <p role="alert" className="text-12 text-red-text">
          {error}
        </p>
      ) : (
        <p className="text-12 text-text-faint">{m.settings_field_options_hint()}</p>
      )}
    </fieldset>
  )
}
