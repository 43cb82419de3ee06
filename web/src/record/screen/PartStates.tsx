/** What a part of a screen says beside its title, while it is on its way, and when it did not come. */
import { m } from '@/locales/gen/messages.js'
import { Skeleton } from '@/ui/skeleton'

import { useLink } from './address'

/** How many there are, leading to them. */
export function AllOf({ count, to }: { count: number; to: string }) {
  const link = useLink()
  return (
    <a {...link(to)} className="inline-flex min-h-6 items-center rounded px-1 hover:text-text hover:underline">
      {count}
    </a>
  )
}

export function Waiting({ rows }: { rows: number }) {
  return (
    <div className="flex flex-col gap-3 py-2">
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} width={`${80 - i * 14}%`} height={12} />
      ))}
    </div>
  )
}

export function Failed({ text, onRetry }: { text: string | undefined; onRetry: () => void }) {
  return (
    <p className="py-1.5 text-red-text">
      {text ?? m.screens_list_failed()}{' '}
      <button type="button" className="rounded underline" onClick={onRetry}>
        {m.screens_retry()}
      </button>
    </p>
  )
}
