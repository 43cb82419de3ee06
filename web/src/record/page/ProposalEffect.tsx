import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { Icon, KindIcon } from '@/ui/icon'

import type { Change } from './history'
import { useRecordLink } from './opener'
import type { Effect } from './proposal'
import { TextDiff } from './TextDiff'

/** What would become of one record, field by field as before and after. */
export function ProposalEffect({ effect: e, here }: { effect: Effect; here: boolean }) {
  const link = useRecordLink()
  const named = e.kind !== 'link' && !here && (e.act === 'create' || e.key !== '' || e.title !== '')
  return (
    <div>
      {named && (
        <p className="flex min-w-0 items-center gap-2 text-13">
          <KindIcon kind={e.kind} size={14} label={kindName(e.kind)} />
          {e.act === 'create' ? (
            <span className="keyed text-text-faint">{m.record_proposal_new({ kind: kindName(e.kind).toLowerCase() })}</span>
          ) : (
            // A part of the whole product, such as its day rate, has no page to go to.
            e.key && (
              <a {...link(e.key)} className="keyed text-accent-text hover:underline">
                {e.key}
              </a>
            )
          )}
          <span className="min-w-0 truncate font-medium">{e.title}</span>
        </p>
      )}
      {e.sentence && (!named || e.act !== 'create') && <p className="text-13">{e.sentence}</p>}
      {e.changes.length > 0 && (
        <dl className="mt-1 flex flex-col gap-1">
          {e.changes.map((c) => (
            <Line key={c.field} change={c} act={e.act} />
          ))}
        </dl>
      )}
    </div>
  )
}

function Line({ change: c, act }: { change: Change; act: Effect['act'] }) {
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 text-13">
      <dt className="truncate text-12 leading-5 text-text-muted">{c.label}</dt>
      <dd className="min-w-0 wrap-anywhere">
        {act === 'create' ? (
          <span className="whitespace-pre-wrap">{c.after}</span>
        ) : c.text || (c.before.length > 24 && c.after.length > 24) ? (
          <TextDiff before={c.before} after={c.after} />
        ) : (
          <span className="inline-flex flex-wrap items-center gap-1.5">
            <del className="rounded-sm bg-red-soft px-1 text-red-text">{c.before || m.record_nothing()}</del>
            <Icon name="arrow-right" size={12} label={m.record_proposal_becomes()} className="text-text-faint" />
            <ins className="rounded-sm bg-green-soft px-1 text-green-text no-underline">{c.after || m.record_nothing()}</ins>
          </span>
        )}
      </dd>
    </div>
  )
}
