import { useMembers, useRecordState } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Outcome } from '@/record/refined/Outcome'
import { seatsOf } from '@/record/refined/rounds'
import { recordAddress, useLink } from '@/record/screen/address'
import { AvatarStack } from '@/ui/avatar'
import { IconButton } from '@/ui/button'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

/** A refinement that is over: who sat together over what, how they voted, and what came out. */
export function PastView({ id, onClose }: { id: string; onClose: () => void }) {
  const { record: r, status, error, retry } = useRecordState(id)
  const people = useMembers()
  const link = useLink()
  if (!r) return status === 'loading' ? <SkeletonRows /> : <ErrorState text={error?.detail} onRetry={retry} />
  const there = seatsOf(r).map((s) => ({ id: s.member, name: people.find((p) => p.id === s.member)?.name ?? '' }))
  return (
    <section aria-label={r.title} className="px-4 py-2">
      <header className="flex min-h-8 flex-wrap items-center gap-2">
        <h2 className="text-16 font-semibold">{r.title}</h2>
        <AvatarStack people={there} max={8} />
        <a {...link(recordAddress(r.key))} className="text-13 text-accent-text hover:underline">
          {m.refine_open_record({ what: r.key })}
        </a>
        <IconButton icon="x" size="sm" label={m.refine_past_close()} className="ml-auto" onClick={onClose} />
      </header>
      <Outcome refinement={r} />
    </section>
  )
}
