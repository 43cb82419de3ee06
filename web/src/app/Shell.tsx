/**
 * The frame that stays: navigation on the left, the screen, and what floats over
 * it. It follows the keyboard and hands every command what one is at.
 */
import { Outlet, useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'

import type { Told } from '@/data/mutate'
import type { Data } from '@/data/data'
import { useData, useMe } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import type { Context } from '@/record/commands'
import { whyRefused } from '@/record/fields/refusal'
import { focus } from '@/record/focus'
import { CommandContext } from '@/record/list/context'
import { Confirmations } from '@/ui/dialog'
import { toast, Toaster } from '@/ui/toast'

import { Connection } from './Connection'
import { Dialogs, showDialog } from './dialogs'
import { ErrorBoundary } from './ErrorBoundary'
import { followKeys } from './keys'
import { Sidebar } from './Sidebar'

/** What commands need, made when one is run: nothing here is rendered from it. */
function useContextMaker(): () => Context {
  const data = useData()
  const navigate = useNavigate()
  const { product: shown } = useParams({ strict: false }) as { product?: string }
  const me = useMe()
  return useMemo(
    () => () => {
      const at = focus()
      const records = at.ids.flatMap((id) => data.cache.get(id) ?? [])
      const own = records[0]?.product ? me.products.find((p) => p.id === records[0]!.product)?.key : undefined
      return {
        data,
        records,
        product: shown ?? own ?? localStorage.getItem('throughline.product') ?? me.products[0]?.key,
        place: at.place,
        go: (to) => void navigate({ href: to } as never),
        open: (id, how) => {
          const key = data.cache.get(id)?.key ?? id
          if (how === 'page') void navigate({ to: `/r/${key}` as never })
          else void navigate({ to: '.', search: ((s: object) => ({ ...s, open: key })) as never })
        },
        show: showDialog,
        tell: (text) => toast({ text }),
      }
    },
    [data, navigate, shown, me],
  )
}

/** Says what became of changes that did not simply go through. */
function say(data: Data, { kind, op, problem, proposal }: Told) {
  if (kind === 'proposed') {
    toast({
      text: m.app_told_proposed({ what: op.label }),
      action: proposal && { label: m.app_told_withdraw(), run: () => void data.call('POST', `/proposals/${proposal.id}/withdraw`, {}) },
    })
  } else if (kind === 'refused') {
    const why = problem ? whyRefused(problem) : ''
    toast({ tone: 'red', text: m.app_told_refused({ what: op.label, why }) })
  }
}

export function Shell() {
  const make = useContextMaker()
  const at = useLocation({ select: (l) => l.pathname })
  const { product } = useParams({ strict: false }) as { product?: string }
  const [narrow, setNarrow] = useState(false)
  // Follows the document's keyboard.
  useEffect(() => followKeys(make), [make])
  const data = useData()
  // Follows what the server made of changes.
  useEffect(() => data.told.on(() => data.lastTold && say(data, data.lastTold)), [data])
  if (product) localStorage.setItem('throughline.product', product)
  return (
    <CommandContext value={make}>
    <div className="grid h-dvh grid-cols-[minmax(0,1fr)] md:grid-cols-[auto_minmax(0,1fr)] overflow-hidden bg-bg text-text">
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-bg-raised focus:p-2">
        {m.app_skip()}
      </a>
      <Sidebar context={make} open={narrow} onClose={() => setNarrow(false)} />
      <div className="relative flex min-h-0 min-w-0 flex-col">
        <Connection onMenu={() => setNarrow(true)} />
        <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
          <ErrorBoundary at={at}>
            <Outlet />
          </ErrorBoundary>
        </main>
      </div>
      <Dialogs context={make} />
      <Confirmations />
      <Toaster />
    </div>
    </CommandContext>
  )
}
