import { useMe } from '@/data/hooks'
import { highlight } from '@/lib/highlight'
import { recordAddress, useLink } from '@/record/screen/address'
import { cx } from '@/ui/cx'
import { KindIcon } from '@/ui/icon'

import type { Hit } from './facets'

/** One record that was found, with the words where they stand. */
export function HitRow({ hit, q, current }: { hit: Hit; q: string; current: boolean }) {
  const link = useLink()
  const product = useMe().products.find((p) => p.id === hit.product)
  return (
    <li>
      <a
        {...link(recordAddress(hit.key))}
        aria-current={current || undefined}
        ref={current ? (el) => el?.scrollIntoView({ block: 'nearest' }) : undefined}
        className={cx('-mx-2 flex min-w-0 gap-2.5 rounded px-2 py-1.5', current ? 'bg-bg-selected' : 'hover:bg-bg-hover')}
      >
        <KindIcon kind={hit.kind} className="mt-0.5" />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className="keyed shrink-0 text-text-faint">{hit.key}</span>
            <span className="min-w-0 truncate text-14">
              <Marked text={hit.title} q={q} />
            </span>
            <span className="ml-auto shrink-0 text-12 text-text-muted">{[hit.state, product?.title].filter(Boolean).join(' · ')}</span>
          </span>
          {hit.excerpt && (
            <span className="line-clamp-2 text-12 text-text-muted">
              <Marked text={hit.excerpt} q={q} />
            </span>
          )}
        </span>
      </a>
    </li>
  )
}

function Marked({ text, q }: { text: string; q: string }) {
  return highlight(text, q).map((p, i) =>
    p.hit ? (
      <mark key={i} className="rounded-sm bg-amber-soft text-amber-text">
        {p.text}
      </mark>
    ) : (
      p.text
    ),
  )
}
