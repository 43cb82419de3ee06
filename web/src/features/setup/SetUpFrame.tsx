import type { FormEvent, ReactNode } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'

import { type Step, STEPS } from './steps'

const NAMES: Record<Step, () => string> = {
  account: m.settings_setup_account,
  workspace: m.settings_setup_workspace,
  product: m.settings_setup_product,
  board: m.settings_setup_board,
  invite: m.settings_setup_invite,
}

/** The steps on the left, the present one on the right. */
export function SetUpFrame({ step, children }: { step: Step; children: ReactNode }) {
  const here = STEPS.indexOf(step)
  return (
    <main className="mx-auto flex min-h-dvh max-w-3xl gap-12 px-6 py-[max(2rem,12vh)] max-md:flex-col max-md:gap-6">
      <div className="w-44 shrink-0 max-md:w-full">
        <p className="mb-5 flex items-center gap-2 text-14 font-semibold">
          <img src="/icon.svg" alt="" width={20} height={20} />
          {m.app_name()}
        </p>
        <ol aria-label={m.settings_setup_steps()} className="flex flex-col gap-1 max-md:flex-row max-md:flex-wrap max-md:gap-x-4">
          {STEPS.map((s, i) => (
            <li key={s} aria-current={i === here ? 'step' : undefined} className={cx('flex h-7 items-center gap-2', i === here ? 'font-semibold text-text' : 'text-text-muted')}>
              <Icon name={i < here ? 'circle-check' : i === here ? 'circle-dot' : 'circle'} size={14} className={i < here ? 'text-green' : i === here ? 'text-accent' : 'text-text-faint'} />
              {NAMES[s]()}
              {i < here && <span className="sr-only">{m.settings_setup_done()}</span>}
            </li>
          ))}
        </ol>
      </div>
      <div key={step} className="min-w-0 max-w-md flex-1">
        {children}
      </div>
    </main>
  )
}

interface StepFormProps {
  title: string
  text: string
  onSubmit: () => void
  busy?: boolean
  button: string
  disabled?: boolean
  back?: () => void
  skip?: { label: string; run: () => void }
  children: ReactNode
}

/** A step as a form: Enter goes on. */
export function StepForm({ title, text, onSubmit, busy, button, disabled, back, skip, children }: StepFormProps) {
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (!busy && !disabled) onSubmit()
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <header>
        <h1 className="text-20 font-semibold">{title}</h1>
        <p className="mt-1 text-14 text-text-muted">{text}</p>
      </header>
      {children}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" busy={busy} disabled={disabled} className="!h-9 px-4">
          {button}
        </Button>
        {back && (
          <Button variant="ghost" className="!h-9" onClick={back}>
            {m.settings_back()}
          </Button>
        )}
        {skip && (
          <Button variant="ghost" className="ml-auto !h-9" onClick={skip.run}>
            {skip.label}
          </Button>
        )}
      </div>
    </form>
  )
}
