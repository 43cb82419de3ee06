/** What a refused sign-in says, and where one goes on typing. */
import type { Problem } from '@/data/types'
import { m } from '@/locales/gen/messages.js'

export interface Trouble {
  text: string
  /** Where the focus goes; undefined where typing would not help. */
  focus: 'email' | 'password' | undefined
  /** Whether what was typed may be wrong, and not the time or the connection. */
  typed: boolean
}

export function signInTrouble(p: Problem): Trouble {
  if (p.kind === 'unauthenticated') return { text: m.settings_signin_wrong(), focus: 'password', typed: true }
  if (p.kind === 'offline') return { text: m.settings_signin_offline(), focus: undefined, typed: false }
  if (p.kind === 'toomany') return { text: m.settings_signin_often({ detail: p.detail }), focus: undefined, typed: false }
  const field = p.fields.find((f) => f.field === 'email' || f.field === 'password')
  if (field?.field === 'email') return { text: m.settings_signin_email(), focus: 'email', typed: true }
  if (field) return { text: m.settings_signin_password(), focus: 'password', typed: true }
  return { text: p.detail, focus: undefined, typed: false }
}

/** What is missing before anything is sent. */
export function missing(email: string, password: string): Trouble | undefined {
  if (!/\S@\S/.test(email)) return { text: m.settings_signin_email(), focus: 'email', typed: true }
  if (password === '') return { text: m.settings_signin_password(), focus: 'password', typed: true }
  return undefined
}

export interface Home {
  id: string
  slug: string
  name: string
  current: boolean
}

export interface SignedIn {
  session: { id: string }
  workspaces: Home[]
}
