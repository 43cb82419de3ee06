import { useState } from 'react'

import { useAsk, useData, useList, useMe, useRecord } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { useLink } from '@/record/screen/address'
import { ListStates } from '@/record/screen/ListStates'
import { Screen } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Markdown } from '@/ui/markdown'

import { type Changelog, Publish } from './Publish'

/** What went out of a product, in the words written for customers, and its public link. */
export function ChangelogScreen({ product }: { product: string }) {
  const data = useData()
  const { products } = useMe()
  const here = products.find((p) => p.key === product)
  const list = useList({ q: 'type:release category:done sort:-releasedon', product, limit: 50 })
  const asked = useAsk<Changelog[]>(`/changelogs?product=${product}`, ['changelog'])
  const shared = asked.value?.[0]
  const may = rightTo(data, 'roadmap.share', here?.id).may === 'act'
  const act = useAct()
  const [publishing, setPublishing] = useState(false)
  const revoke = async () => {
    if (!shared || !(await confirm({ title: m.accept_changelog_revoke(), text: m.accept_changelog_revoke_text(), action: m.accept_changelog_revoke(), danger: true }))) return
    if (await act('POST', `/changelogs/${shared.id}/revoke`, {}, m.accept_changelog_revoked(), { final: true })) asked.retry()
  }
  return (
    <Screen
      title={m.accept_changelog()}
      scroll
      note={asked.status === 'ready' ? <Badge tone={shared ? 'green' : 'neutral'}>{shared ? m.accept_changelog_public() : m.accept_changelog_private()}</Badge> : undefined}
      actions={
        may && (
          <>
            {shared && (
              <Button onClick={() => void revoke()} icon="unlink">
                {m.accept_changelog_revoke()}
              </Button>
            )}
            <Button variant={shared ? 'default' : 'primary'} icon="rss" onClick={() => setPublishing(true)}>
              {shared ? m.accept_changelog_renew() : m.accept_changelog_share()}
            </Button>
          </>
        )
      }
    >
      <ListStates list={list} icon="package" title={m.accept_changelog_none()} text={m.accept_changelog_none_text()}>
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-8 px-6 py-6">
          {list.ids.map((id) => (
            <Entry key={id} id={id} product={product} />
          ))}
        </div>
      </ListStates>
      {publishing && <Publish product={product} title={here?.title ?? product} before={shared} onClose={() => (setPublishing(false), asked.retry())} />}
    </Screen>
  )
}

function Entry({ id, product }: { id: string; product: string }) {
  const r = useRecord(id)
  const today = useToday()
  const link = useLink()
  if (!r || typeof r.notes !== 'string' || !r.notes.trim()) return null
  return (
    <article aria-label={r.title} className="grid gap-x-6 gap-y-2 md:grid-cols-[8rem_minmax(0,1fr)]">
      <p className="tabular text-text-muted md:pt-1">{typeof r.releasedOn === 'string' && sayDay(r.releasedOn, today)}</p>
      <div className="min-w-0">
        <h2 className="pb-1 text-16 font-semibold">
          <a {...link(`/p/${product}/releases/${r.key}`)} className="hover:underline">
            {r.title}
          </a>
        </h2>
        <Markdown text={r.notes} />
      </div>
    </article>
  )
}
