import { useData } from '@/data/hooks'
import { type Problem, problemOf, type Outcome, type Proposal } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { toast } from '@/ui/toast'

/** What became of something one did; `undefined` when it was refused, which was told. */
export type Done<T> = { value: T } | { proposed: Proposal } | undefined

const isProposed = (answer: unknown): answer is { proposed: Proposal } => typeof answer === 'object' && answer !== null && 'proposed' in answer

interface How {
  /** It has no way back. */
  final?: boolean
  /** It is a step on the way to something else, and told with that. */
  step?: boolean
  /** Hears why it was refused, in place of the corner: a form says it where it was typed. */
  refused?: (why: Problem) => void
}

/**
 * Calls an operation that is no plain change of a record, and tells in a corner
 * what became of it, with the way back; what is final has none.
 */
export function useAct(): <T>(method: string, path: string, body: unknown, said: string, how?: How) => Promise<Done<T>> {
  const data = useData()
  return async <T>(method: string, path: string, body: unknown, said: string, how: How = {}) => {
    try {
      const answer = await data.call<T>(method, path, body, { label: said })
      if (isProposed(answer)) {
        toast({ text: m.screens_proposed({ what: answer.proposed.title }) })
        return { proposed: answer.proposed }
      }
      if (!how.step) toast({ text: said, action: how.final ? undefined : { label: m.screens_undo(), run: () => void data.undo() } })
      return { value: answer }
    } catch (e) {
      if (how.refused) how.refused(problemOf(e))
      else toast({ text: whyRefused(problemOf(e)), tone: 'red' })
      return undefined
    }
  }
}

/** Tells what became of a change; true when it was done. */
export function tellOutcome(outcome: Outcome, said?: string): outcome is { done: Extract<Outcome, { done: unknown }>['done'] } {
  if ('refused' in outcome) toast({ text: whyRefused(outcome.refused), tone: 'red' })
  else if ('proposed' in outcome) toast({ text: m.screens_proposed({ what: outcome.proposed.title }) })
  else if (said) toast({ text: said })
  return 'done' in outcome
}
