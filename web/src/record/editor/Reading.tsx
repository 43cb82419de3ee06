import { memo, type ReactNode } from 'react'

import { useMembers, useRecord } from '@/data/hooks'
import { recordAddress, useLink } from '@/record/screen/address'
import { cx } from '@/ui/cx'
import { Markdown, type DrawRef } from '@/ui/markdown'
import { tip } from '@/ui/tooltip'

/** A key in a text: a link that says what it leads to. */
export function KeyRef({ name }: { name: string }): ReactNode {
  const record = useRecord(name)
  const link = useLink()
  const done = record?.category === 'done' || record?.category === 'closed'
  return (
    <a {...link(recordAddress(name))} {...tip(record?.title)} className={cx('keyed text-accent-text hover:underline', done && 'line-through decoration-text-faint')}>
      {name}
    </a>
  )
}

/** A mention, where it is somebody's. */
export function HandleRef({ name }: { name: string }): ReactNode {
  const person = useMembers().find((p) => p.handle === name)
  if (!person) return `@${name}`
  return (
    <span {...tip(person.name)} className="rounded-sm bg-accent-soft px-0.5 text-accent-text">
      @{name}
    </span>
  )
}

const draw: DrawRef = (ref) => (ref.type === 'key' ? <KeyRef name={ref.name} /> : <HandleRef name={ref.name} />)

/** Markdown with its keys as links and its mentions marked. */
export const Text = memo(function Text({ text, onTask, dense, className }: { text: string; onTask?: (index: number, done: boolean) => void; dense?: boolean; className?: string }) {
  return <Markdown text={text} refs={draw} onTask={onTask} dense={dense} className={cx(!dense && '!text-14 !leading-6', className)} />
})
