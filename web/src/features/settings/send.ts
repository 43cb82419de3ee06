import { useData } from '@/data/hooks'
import type { Proposal } from '@/data/types'
import { type Submit, useSubmit } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { toast } from '@/ui/toast'

/** What became of it; undefined when it was refused. */
export type Sent<T> = { value: T } | { proposed: Proposal } | undefined

const proposed = (answer: unknown): answer is { proposed: Proposal } => typeof answer === 'object' && answer !== null && 'proposed' in answer

export interface Send extends Submit {
  /** Calls, and tells what became of it. Without `said` only a proposal is told. */
  send: <T>(method: string, path: string, body?: unknown, said?: string) => Promise<Sent<T>>
}

/** The sending of a form or a button of the settings; a refusal stays with it, for the fields. */
export function useSend(): Send {
  const data = useData()
  const submit = useSubmit(m.settings_form_broken())
  return {
    ...submit,
    send: async <T>(method: string, path: string, body?: unknown, said?: string) => {
      const answer = await submit.run(async () => ({ value: await data.call<T>(method, path, body) }))
      if (!answer) return undefined
      if (proposed(answer.value)) {
        toast({ text: m.settings_proposed() })
        return { proposed: answer.value.proposed }
      }
      if (said) toast({ text: said })
      return answer
    },
  }
}

/** For a single press outside of a form: what is refused is told in the corner. */
export function usePress(): <T>(method: string, path: string, body?: unknown, said?: string) => Promise<Sent<T>> {
  const data = useData()
  return async <T>(method: string, path: string, body?: unknown, said?: string) => {
    try {
      const value = await data.call<T>(method, path, body)
      if (proposed(value)) toast({ text: m.settings_proposed() })
      else if (said) toast({ text: said })
      return proposed(value) ? { proposed: value.proposed } : { value }
    } catch (e) {
      toast({ text: (e as { detail?: string }).detail || m.settings_form_broken(), tone: 'red' })
      return undefined
    }
  }
}
