import { useState } from 'react'

import { useAsk, useMembers } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Icon } from '@/ui/icon'
import { EmptyState } from '@/ui/state'

import { ConnectDialog, ConnectedDialog, hostNames, type Connected, type Host } from './ConnectDialog'
import { Deliveries } from './Deliveries'
import { ProductPick } from './ProductPick'
import { RepositoryRules } from './RepositoryRules'
import { Loaded, RightNote, Section } from './Section'
import { usePress } from './send'
import { useChosenProduct, useMay } from './useHere'

export interface Rule {
  on: string
  to: string
}

export interface Repository {
  id: string
  host: Host
  name: string
  url: string
  member: string
  product: string | null
  rules: Rule[]
}

/** The repositories that tell of their code, their rules, and what they delivered. */
export default function RepositoriesSection() {
  const { product, products, choose } = useChosenProduct('repositories')
  const ask = useAsk<Repository[]>(product && `/repositories?product=${product.key}`, ['code_repository'])
  const right = useMay('code.connect', product?.id)
  const may = right.may === 'act'
  const [connecting, setConnecting] = useState(false)
  const [made, setMade] = useState<Connected>()
  const add = may && product && (
    <Button variant="primary" icon="plus" onClick={() => setConnecting(true)}>
      {m.accept_repos_connect()}
    </Button>
  )
  return (
    <Section
      title={m.accept_repos()}
      text={m.accept_repos_text()}
      actions={
        <>
          {product && <ProductPick products={products} value={product.key} onChange={choose} />}
          {add}
        </>
      }
    >
      {!may && <RightNote right={{ ...right, may: 'no' }} what={m.accept_repos()} />}
      <Loaded ask={ask} rows={3}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon="git-branch" title={m.accept_repos_none()} text={m.accept_repos_none_text()} action={add} />
          ) : (
            <ul className="divide-y border-y">
              {list.map((r) => (
                <Line key={r.id} repository={r} may={may} onMade={setMade} onChanged={ask.retry} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {connecting && product && <ConnectDialog product={product.key} onClose={() => setConnecting(false)} onMade={(c) => (setConnecting(false), setMade(c), ask.retry())} />}
      {made && <ConnectedDialog made={made} onClose={() => setMade(undefined)} />}
    </Section>
  )
}

function Line({ repository: r, may, onMade, onChanged }: { repository: Repository; may: boolean; onMade: (c: Connected) => void; onChanged: () => void }) {
  const members = useMembers()
  const press = usePress()
  const [open, setOpen] = useState<'rules' | 'log'>()
  const renew = async () => {
    if (!(await confirm({ title: m.accept_repos_renew(), text: m.accept_repos_renew_text(), action: m.accept_repos_renew() }))) return
    const sent = await press<Connected>('POST', `/repositories/${r.id}/renew`, {})
    if (sent && 'value' in sent) onMade(sent.value)
  }
  const disconnect = async () => {
    if (!(await confirm({ title: m.accept_repos_disconnect(), text: m.accept_repos_disconnect_text(), action: m.accept_repos_disconnect(), danger: true }))) return
    if (await press('POST', `/repositories/${r.id}/disconnect`, {}, m.accept_repos_disconnected({ name: r.name }))) onChanged()
  }
  const turn = (what: 'rules' | 'log') => setOpen(open === what ? undefined : what)
  return (
    <li className="py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Icon name="git-branch" size={16} className="text-text-muted" />
        <div className="min-w-40 flex-1">
          <p className="flex items-center gap-2 font-medium">
            {r.url ? (
              <a href={r.url} target="_blank" rel="noreferrer noopener" className="truncate hover:underline">
                {r.name}
              </a>
            ) : (
              <span className="truncate">{r.name}</span>
            )}
            <Badge>{hostNames[r.host]()}</Badge>
          </p>
          <p className="text-12 text-text-muted">{m.accept_repos_as({ name: members.find((x) => x.id === r.member)?.name ?? '' })}</p>
        </div>
        <Button size="sm" variant="ghost" aria-expanded={open === 'rules'} onClick={() => turn('rules')}>
          {m.accept_repos_rules()}
        </Button>
        {may && (
          <>
            {r.host !== 'plain' && (
              <Button size="sm" variant="ghost" aria-expanded={open === 'log'} onClick={() => turn('log')}>
                {m.accept_repos_log()}
              </Button>
            )}
            {r.host !== 'plain' && (
              <Button size="sm" onClick={() => void renew()}>
                {m.accept_repos_renew()}
              </Button>
            )}
            <Button size="sm" onClick={() => void disconnect()}>
              {m.accept_repos_disconnect()}
            </Button>
          </>
        )}
      </div>
      {open === 'rules' && <RepositoryRules repository={r} may={may} onChanged={onChanged} />}
      {open === 'log' && <Deliveries repository={r.id} />}
    </li>
  )
}
