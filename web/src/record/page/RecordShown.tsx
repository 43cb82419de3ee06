import type { ReactNode } from 'react'

import { useData } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Callout } from '@/ui/state'

import { Activity } from './Activity'
import { Attachments } from './Attachments'
import { Body } from './Body'
import { Children } from './Children'
import { Heading } from './Heading'
import { KindParts } from './KindParts'
import { LinkList } from './LinkList'
import { PropertyList } from './PropertyList'
import { Proposals } from './Proposals'
import { Prose } from './Prose'
import { Statement } from './Statement'

const column = 'mx-auto flex w-full max-w-[48rem] flex-col px-6'

/** The record in two columns, one under the other where there is no room. */
export function RecordShown({ record, extra }: { record: Rec; extra?: (record: Rec) => ReactNode }) {
  return (
    <div className="grid min-h-full grid-cols-1 grid-rows-[auto_auto_1fr] @4xl:grid-cols-[minmax(0,1fr)_20rem] @4xl:grid-rows-[auto_1fr]">
      <div className={`${column} gap-3 pt-5 @4xl:col-start-1`}>
        <Archived record={record} />
        <Heading record={record} />
        <Proposals record={record} />
      </div>
      <aside aria-label={m.record_properties()} className="border-line @4xl:col-start-2 @4xl:row-span-2 @4xl:row-start-1 @4xl:border-l">
        <div className="mx-auto w-full max-w-[48rem] px-6 pt-3 @4xl:sticky @4xl:top-0 @4xl:px-4 @4xl:py-5">
          <PropertyList record={record} />
        </div>
      </aside>
      <div className={`${column} gap-6 pt-4 pb-24 @4xl:col-start-1`}>
        <Statement record={record} />
        <Body record={record} />
        <Prose record={record} />
        <KindParts record={record} />
        {extra?.(record)}
        <Children record={record} />
        <LinkList record={record} />
        <Attachments record={record} />
        <Activity record={record} />
      </div>
    </div>
  )
}

function Archived({ record }: { record: Rec }) {
  const data = useData()
  if (!record.archivedAt) return null
  return (
    <Callout tone="amber" icon="archive" title={m.record_archived()} actions={<Button size="sm" onClick={() => void data.restore([record.id])}>{m.record_restore()}</Button>}>
      {m.record_archived_text()}
    </Callout>
  )
}
