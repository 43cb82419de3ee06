import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useRecordLink } from '@/record/page/opener'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon, KindIcon } from '@/ui/icon'

interface Findings {
  items: { check: string; id: string; kind: string; key: string; title: string }[]
  checks: { check: string; of: number; found: number }[]
}

const says: Record<string, (n: { found: number; of: number }) => string> = { root: m.tree_root, words: m.tree_words, alone: m.tree_alone, untested: m.tree_untested }

/** What is not right about the opportunity tree, rule by rule; each opens what it found. */
export function TreeChecks({ product }: { product: string }) {
  const [open, setOpen] = useState<string>()
  const { value, status, retry } = useAsk<Findings>(`/opportunities/checks?product=${product}`, ['opportunity', 'feature', 'link', 'feedback'])
  const link = useRecordLink()
  if (status === 'error' && !value)
    return (
      <div className="border-b px-4 py-1">
        <Button size="sm" variant="ghost" icon="refresh-cw" onClick={() => void retry()}>
          {m.tree_failed()}
        </Button>
      </div>
    )
  const checks = value?.checks.filter((c) => c.of > 0) ?? []
  if (checks.length === 0) return null
  const shown = value!.items.filter((i) => i.check === open)
  return (
    <section aria-label={m.tree_title()} className="shrink-0 border-b px-4 py-1.5 text-13">
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {checks.map((c) => (
          <li key={c.check}>
            <button
              type="button"
              aria-expanded={c.found > 0 ? open === c.check : undefined}
              aria-disabled={c.found === 0}
              onClick={() => c.found > 0 && setOpen(open === c.check ? undefined : c.check)}
              className={cx('flex min-h-7 items-center gap-1.5 rounded px-1 text-left', c.found > 0 && 'hover:bg-bg-hover')}
            >
              <Icon name={c.found > 0 ? 'triangle-alert' : 'circle-check'} size={14} className={c.found > 0 ? 'text-amber' : 'text-green'} />
              <span className={c.found > 0 ? '' : 'text-text-muted'}>{says[c.check]?.({ found: c.found, of: c.of })}</span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length > 0 && (
        <ul className="quiet-scroll mt-1 max-h-40 overflow-y-auto">
          {shown.map((i) => (
            <li key={i.id}>
              <a {...link(i.key)} className="flex min-h-7 min-w-0 items-center gap-2 rounded px-1 hover:bg-bg-hover">
                <KindIcon kind={i.kind} size={14} />
                <span className="keyed min-w-18 shrink-0 text-text-faint">{i.key}</span>
                <span className="min-w-0 truncate">{i.title}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
