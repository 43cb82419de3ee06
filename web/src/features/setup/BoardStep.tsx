import { useState } from 'react'

import { useMe } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useGo } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { Icon } from '@/ui/icon'

import type { StepProps } from './SetUpScreen'

/** How to begin: with the board one has, with nothing, or by looking around in a demo. */
export function BoardStep({ typed, next }: StepProps) {
  const go = useGo()
  const me = useMe()
  const [demo, setDemo] = useState(false)
  const key = typed.made ?? me.products[0]?.key ?? ''
  return (
    <section aria-label={m.settings_setup_board()} className="flex flex-col gap-5">
      <header>
        <h1 className="text-20 font-semibold">{m.settings_setup_board_title()}</h1>
        <p className="mt-1 text-14 text-text-muted">{m.settings_setup_board_text()}</p>
      </header>
      <ul className="flex flex-col divide-y border-y">
        <Way icon="import" title={m.settings_setup_import()} text={m.settings_setup_import_text()} focus onClick={() => go(`/import?product=${key}&back=/setup`)} />
        <Way icon="square-dashed" title={m.settings_setup_empty()} text={m.settings_setup_empty_text()} onClick={next} />
        <Way icon="play" title={m.settings_setup_demo()} text={m.settings_setup_demo_text()} onClick={() => setDemo(!demo)} expanded={demo} />
      </ul>
      {demo && (
        <p role="status" className="keyed overflow-x-auto rounded bg-bg-sunken px-3 py-2">
          throughline demo --data ./demo --listen 127.0.0.1:8081
        </p>
      )}
      <div>
        <Button variant="ghost" onClick={next}>
          {m.settings_setup_board_on()}
        </Button>
      </div>
    </section>
  )
}

interface WayProps {
  icon: string
  title: string
  text: string
  onClick: () => void
  focus?: boolean
  expanded?: boolean
}

function Way({ icon, title, text, onClick, focus, expanded }: WayProps) {
  return (
    <li>
      <button type="button" autoFocus={focus} aria-expanded={expanded} onClick={onClick} className="-mx-2 flex w-[calc(100%+1rem)] items-start gap-3 rounded px-2 py-3 text-left hover:bg-bg-hover">
        <Icon name={icon} className="mt-0.5 text-accent-text" />
        <span className="min-w-0 flex-1">
          <span className="block text-14 font-medium">{title}</span>
          <span className="block text-text-muted">{text}</span>
        </span>
        <Icon name={expanded === undefined ? 'chevron-right' : expanded ? 'chevron-up' : 'chevron-down'} size={14} className="mt-1 text-text-faint" />
      </button>
    </li>
  )
}
