/** The first run, step by step: what was typed, which step one may be at, what is kept over a reload. */
import { proposeKey, proposeSlug } from '@/lib/propose'

export const STEPS = ['account', 'workspace', 'product', 'board', 'invite'] as const
export type Step = (typeof STEPS)[number]

export interface Typed {
  step: Step
  name: string
  email: string
  workspace: string
  /** Undefined follows the name. */
  slug?: string
  zone: string
  title: string
  key?: string
  roles: string[]
  emails: string
  theirRoles: string[]
  /** Key of the product that was made. */
  made?: string
}

export const fresh = (zone: string): Typed => ({
  step: 'account',
  name: '',
  email: '',
  workspace: '',
  zone,
  title: '',
  roles: ['product manager', 'product owner'],
  emails: '',
  theirRoles: ['developer'],
})

export const slugOf = (t: Typed): string => t.slug ?? proposeSlug(t.workspace)
export const keyOf = (t: Typed): string => t.key ?? proposeKey(t.title)

/** Steps that come before anybody has an account, and those that take one. */
const BEFORE: readonly Step[] = ['account', 'workspace']

/**
 * The step that can be shown: without an account only the first two, and the
 * second only while the password is known, which is kept nowhere; with one no
 * earlier than the product, and no later where there is none.
 */
export function possible(t: Typed, at: { signedIn: boolean; password: string; products: number }): Step {
  if (!at.signedIn) return t.step === 'workspace' && at.password !== '' ? 'workspace' : 'account'
  if (BEFORE.includes(t.step)) return 'product'
  return at.products === 0 ? 'product' : t.step
}

export const nextStep = (s: Step): Step => STEPS[Math.min(STEPS.length - 1, STEPS.indexOf(s) + 1)]!

/** The step before, as far as one can go back: what is made stays made. */
export function stepBefore(s: Step): Step | undefined {
  const before: Partial<Record<Step, Step>> = { workspace: 'account', invite: 'board' }
  return before[s]
}

const KEPT = 'throughline.setup'

/** What was typed survives a reload of this tab; passwords are not among it. */
export function keep(t: Typed): void {
  sessionStorage.setItem(KEPT, JSON.stringify(t))
}

export function kept(zone: string): Typed {
  try {
    const was = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Partial<Typed> | null
    const step = was?.step && STEPS.includes(was.step) ? was.step : 'account'
    return { ...fresh(zone), ...was, step }
  } catch {
    return fresh(zone)
  }
}

export const begunBefore = (): boolean => sessionStorage.getItem(KEPT) !== null
export const forget = (): void => sessionStorage.removeItem(KEPT)
