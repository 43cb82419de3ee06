import type { Rec } from '@/data/types'
import { cx } from '@/ui/cx'
import { KindIcon, StateIcon } from '@/ui/icon'

/** A record as a line names it: how it stands, what it is, its title. */
export function RecordTitle({ record, keyed, className }: { record: Rec; keyed?: boolean; className?: string }) {
  return (
    <span className={cx('flex min-w-0 items-center gap-2', className)}>
      <StateIcon category={record.category} label={record.state || undefined} />
      <KindIcon kind={record.kind} size={14} className="text-text-faint" />
      {keyed && <span className="keyed shrink-0 text-text-faint">{record.key}</span>}
      <span className={cx('truncate', record.category === 'closed' && 'text-text-muted')}>{record.title}</span>
    </span>
  )
}
