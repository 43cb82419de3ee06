import { useCallback, useEffect, useState } from 'react'

import { useData } from '@/data/hooks'
import { type Problem, problemOf } from '@/data/types'

/** What an invitation says to whoever holds its link. */
export interface Looked {
  workspace: string
  email: string
  role: string
  by: string
  expiresAt: string
}

/** Looks at the invitation of a secret; nothing is asked without one. */
export function useInvitation(token: string): { looked?: Looked; problem?: Problem; retry: () => void } {
  const data = useData()
  const [state, setState] = useState<{ looked?: Looked; problem?: Problem }>({})
  const ask = useCallback(() => {
    if (token === '') return
    data.call<Looked>('POST', '/invitations/look', { token }).then(
      (looked) => setState({ looked }),
      (e: unknown) => setState({ problem: problemOf(e) }),
    )
  }, [data, token])
  // Follows the secret in the address, which only the server can read.
  useEffect(ask, [ask])
  return { ...state, retry: ask }
}
