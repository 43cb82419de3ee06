import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Screen } from '@/record/screen/Screen'
import { useShown } from '@/record/screen/shown'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { RadioGroup } from '@/ui/input'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { CutEditor } from './CutEditor'
import { type Audience, audiences, type Cut, type Known } from './cut'

/** What each audience is shown of the roadmap, and the links by which it opens it. */
export function CutsScreen({ product }: { product: string }) {
  const asked = useAsk<Cut[]>(`/cuts?product=${product}`, ['cut'])
  const known = useAsk<Known>('/cuts/fields', ['custom_field'])
  const [at, show] = useShown()
  const [making, setMaking] = useState(false)
  const cuts = asked.value ?? []
  const shown = cuts.find((c) => c.id === at) ?? cuts[0]
  const retry = () => (asked.retry(), known.retry())
  return (
    <Screen
      title={m.share_title()}
      actions={
        cuts.length > 0 && (
          <Button icon="plus" onClick={() => setMaking(true)}>
            {m.share_new()}
          </Button>
        )
      }
    >
      {asked.status === 'error' || known.status === 'error' ? (
        <ErrorState title={m.share_failed()} text={(asked.error ?? known.error)?.detail} onRetry={retry} />
      ) : !asked.value || !known.value ? (
        <div className="flex flex-col gap-3 p-4">
          <Skeleton width={256} height={32} />
          <Skeleton height={256} />
        </div>
      ) : !shown ? (
        <EmptyState
          icon="share-2"
          title={m.share_none()}
          text={m.share_none_text()}
          action={
            <Button variant="primary" icon="plus" onClick={() => setMaking(true)}>
              {m.share_new()}
            </Button>
          }
        />
      ) : (
        <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
          <nav aria-label={m.share_title()} className="quiet-scroll flex shrink-0 gap-1 overflow-auto border-b p-2 lg:w-56 lg:flex-col lg:border-r lg:border-b-0">
            {cuts.map((c) => (
              <button
                key={c.id}
                type="button"
                aria-current={c.id === shown.id ? 'true' : undefined}
                onClick={() => show(c.id)}
                className={cx('flex min-w-40 flex-col items-start gap-1 rounded px-2 py-1.5 text-left text-13', c.id === shown.id ? 'bg-bg-selected' : 'hover:bg-bg-hover')}
              >
                <span className="max-w-full truncate font-medium">{c.title}</span>
                <Badge>{audiences[c.audience]()}</Badge>
              </button>
            ))}
          </nav>
          <CutEditor key={shown.id} cut={shown} known={known.value} onGone={() => (show(undefined), asked.retry())} onSaved={asked.retry} />
        </div>
      )}
      {making && known.value && <NewCut product={product} known={known.value} onClose={() => setMaking(false)} onMade={(id) => (asked.retry(), show(id))} />}
    </Screen>
  )
}

function NewCut({ product, known, onClose, onMade }: { product: string; known: Known; onClose: () => void; onMade: (id: string) => void }) {
  const act = useAct()
  const [audience, setAudience] = useState<Audience>('executive')
  const send = async () => {
    const done = await act<Cut>('POST', '/cuts', { audience, products: [product] }, m.share_made())
    if (!done) return
    if ('value' in done) onMade(done.value.id)
    onClose()
  }
  return (
    <Ask title={m.share_new_title()} text={m.share_new_text()} action={m.share_make()} ready onSend={send} onClose={onClose}>
      <RadioGroup label={m.share_audience()} value={audience} onChange={setAudience} options={known.starts.map((s) => ({ value: s.audience, label: audiences[s.audience](), hint: s.doc }))} />
    </Ask>
  )
}
