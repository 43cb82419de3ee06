import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'

import { useCopy } from './useCopy'

/** Something to hand on: a link, a secret, a command. */
export function CopyLine({ text, label }: { text: string; label: string }) {
  const { copied, copy } = useCopy()
  return (
    <div className="flex min-w-0 items-center gap-2">
      <input
        readOnly
        value={text}
        aria-label={label}
        onFocus={(e) => e.currentTarget.select()}
        className="keyed h-control min-w-0 flex-1 rounded border border-line-control bg-bg-sunken px-2 text-text"
      />
      <Button icon={copied ? 'check' : 'copy'} onClick={() => copy(text)}>
        {copied ? m.settings_copied() : m.settings_copy()}
      </Button>
    </div>
  )
}
