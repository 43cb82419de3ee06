import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import type { Rec } from '@/data/types'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { SectionHeader } from '@/ui/layout'
import { toast } from '@/ui/toast'
import { tip } from '@/ui/tooltip'

import { branchName } from './branch'
import { exactly } from './exactly'

interface CodeRef {
  id: string
  repository: string
  sort: 'branch' | 'commit' | 'pull' | 'check'
  name: string
  title: string
  url: string
  state: string
  sha: string
  author: string
  happenedAt: string
}

const icons: Record<CodeRef['sort'], string> = { branch: 'git-branch', commit: 'git-commit-horizontal', pull: 'git-pull-request', check: 'circle-check' }
const names: Record<CodeRef['sort'], () => string> = { branch: m.accept_code_branch, commit: m.accept_code_commit, pull: m.accept_code_pull, check: m.accept_code_check }
const tones: Record<string, 'green' | 'red' | 'amber' | 'violet' | 'blue' | 'neutral'> = { open: 'green', merged: 'violet', closed: 'red', draft: 'neutral', passed: 'green', failed: 'red', pending: 'amber' }

const most = 6

/** The branches, commits, pull requests and checks that name a record. */
export function CodeList({ record }: { record: Rec }) {
  const asked = useAsk<CodeRef[]>(`/records/${record.id}/code`, ['code_ref', 'code_repository'])
  const repositories = useAsk<unknown[]>('/repositories', ['code_repository'])
  const [all, setAll] = useState(false)
  const refs = asked.value ?? []
  // Where no repository is connected, the page says nothing of code.
  if (refs.length === 0 && !repositories.value?.length) return null
  const copy = () => {
    const name = branchName(record.key, record.title)
    void navigator.clipboard.writeText(name)
    toast({ text: m.accept_code_copied({ name }) })
  }
  return (
    <section aria-label={m.accept_code()}>
      <SectionHeader title={m.accept_code()} count={refs.length || undefined} actions={<IconButton size="sm" icon="git-branch" label={m.accept_code_copy()} onClick={copy} />} />
      {asked.status === 'error' && (
        <Button size="sm" variant="ghost" icon="refresh-cw" onClick={asked.retry}>
          {m.accept_code_failed()}
        </Button>
      )}
      {asked.status === 'ready' && refs.length === 0 && <p className="text-13 text-text-faint">{m.accept_code_none({ key: record.key })}</p>}
      <ul className="-mx-2">
        {(all ? refs : refs.slice(0, most)).map((r) => (
          <Line key={r.id} of={r} />
        ))}
      </ul>
      {!all && refs.length > most && (
        <Button size="sm" variant="ghost" onClick={() => setAll(true)} className="-ml-1.5 text-text-muted">
          {m.accept_code_more({ count: refs.length })}
        </Button>
      )}
    </section>
  )
}

function Line({ of: r }: { of: CodeRef }) {
  const called = r.sort === 'commit' ? r.name.slice(0, 8) : r.sort === 'pull' ? `#${r.name}` : ''
  const inner = (
    <>
      <Icon name={r.sort === 'check' && r.state === 'failed' ? 'circle-x' : icons[r.sort]} size={14} className={r.sort === 'check' ? (r.state === 'passed' ? 'text-green' : r.state === 'failed' ? 'text-red' : 'text-text-muted') : 'text-text-muted'} label={names[r.sort]()} />
      {called && <span className="keyed shrink-0 text-text-faint">{called}</span>}
      <span className="min-w-0 flex-1 truncate">{r.title}</span>
      {r.state && r.state !== 'live' && <Badge tone={tones[r.state] ?? 'neutral'}>{r.state}</Badge>}
      <span {...tip([r.repository, r.author, exactly(r.happenedAt)].filter(Boolean).join(', '))} className="shrink-0 text-12 text-text-faint">
        {sayAge(r.happenedAt)}
      </span>
    </>
  )
  const look = 'flex min-h-8 min-w-0 items-center gap-2 rounded px-2 text-13'
  return <li>{r.url ? <a href={r.url} target="_blank" rel="noreferrer noopener" className={`${look} hover:bg-bg-hover`}>{inner}</a> : <span className={look}>{inner}</span>}</li>
}
