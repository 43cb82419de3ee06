/**
 * Set-up: the first person of an installation makes an account, a workspace and
 * a product, brings a board, and asks others in. What was typed stays at every
 * step.
 */
import { useState } from 'react'

import { useAsk, useData, useMe, useSession } from '@/data/hooks'
import { secretOf } from '@/lib/secret'
import { m } from '@/locales/gen/messages.js'
import { useGo } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { AccountStep } from './AccountStep'
import { BoardStep } from './BoardStep'
import { InviteStep } from './InviteStep'
import { ProductStep } from './ProductStep'
import { SetUpFrame } from './SetUpFrame'
import { begunBefore, forget, keep, kept, nextStep, possible, stepBefore, type Typed } from './steps'
import { WorkspaceStep } from './WorkspaceStep'

/** What every step gets. */
export interface StepProps {
  typed: Typed
  set: (change: Partial<Typed>) => void
  next: () => void
  back?: () => void
}

/** /setup#secret. */
export function SetUpScreen() {
  const [token] = useState(() => secretOf(window.location))
  const { status } = useSession()
  const data = useData()
  // Nobody has asked yet who is here: this page stands outside of what needs to know.
  useState(() => (data.session.status === 'loading' ? void data.session.load() : undefined))
  const open = useAsk<{ open: boolean }>('/setup')
  if (status === 'in') return <SignedIn token={token} />
  if (status === 'loading' || (open.value === undefined && open.status !== 'error')) {
    return (
      <div className="p-8">
        <Skeleton height={120} />
      </div>
    )
  }
  if (open.status === 'error') return <ErrorState text={open.error?.detail} onRetry={open.retry} />
  if (!open.value?.open) return <Shut signedIn={false} />
  if (token === '') return <EmptyState icon="key-round" title={m.settings_setup_no_token()} text={m.settings_setup_no_token_text()} className="pt-[20vh]" />
  return <Steps token={token} signedIn={false} products={0} />
}

/** The account is made; what was typed in this tab goes on, and an empty workspace begins. */
function SignedIn({ token }: { token: string }) {
  const products = useMe().products.length
  if (!begunBefore() && products > 0) return <Shut signedIn />
  return <Steps token={token} signedIn products={products} />
}

function Shut({ signedIn }: { signedIn: boolean }) {
  const go = useGo()
  return (
    <EmptyState
      icon="circle-check"
      title={m.settings_setup_shut()}
      text={m.settings_setup_shut_text()}
      action={
        <Button variant="primary" onClick={() => go(signedIn ? '/' : '/signin')}>
          {signedIn ? m.settings_setup_start() : m.settings_signin_button()}
        </Button>
      }
      className="pt-[20vh]"
    />
  )
}

function Steps({ token, signedIn, products }: { token: string; signedIn: boolean; products: number }) {
  const [typed, setTyped] = useState(() => kept(Intl.DateTimeFormat().resolvedOptions().timeZone))
  const [password, setPassword] = useState('')
  const go = useGo()
  const set = (change: Partial<Typed>) =>
    setTyped((t) => {
      const now = { ...t, ...change }
      keep(now)
      return now
    })
  const step = possible(typed, { signedIn, password, products })
  const before = stepBefore(step)
  const props: StepProps = {
    typed,
    set,
    next: () => set({ step: nextStep(step) }),
    back: before && (() => set({ step: before })),
  }
  const finish = () => {
    forget()
    go(typed.made ? `/p/${typed.made}/backlog?view=board` : '/')
  }
  return (
    <SetUpFrame step={step}>
      {step === 'account' && <AccountStep {...props} password={password} onPassword={setPassword} />}
      {step === 'workspace' && <WorkspaceStep {...props} token={token} password={password} />}
      {step === 'product' && <ProductStep {...props} />}
      {step === 'board' && <BoardStep {...props} />}
      {step === 'invite' && <InviteStep {...props} next={finish} />}
    </SetUpFrame>
  )
}
