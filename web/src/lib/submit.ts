/**
 * What every form does when it is sent: it keeps what was typed, is busy once,
 * and puts what the server says of a field at that field.
 */
import { useState } from 'react'

/** What a refused call says, whoever made it. */
export interface Refusal {
  detail: string
  fields: readonly { field: string; message: string }[]
  status?: number
}

/** An error as a refusal; anything without words of its own gets `otherwise`. */
export function refusalOf(error: unknown, otherwise: string): Refusal {
  const e = error as Partial<Refusal> | undefined
  return { detail: e?.detail || otherwise, fields: e?.fields ?? [], status: e?.status }
}

/** A field's message as a sentence about it: "Password is too short." */
export function sentence(label: string, message: string): string {
  const said = `${label} ${message.trim()}`
  return /[.!?…]$/.test(said) ? said : `${said}.`
}

/** What is said at a field; `known` also takes what is said of its parts. */
export function atField(refusal: Refusal | undefined, field: string, label: string): string | undefined {
  const found = refusal?.fields.find((f) => f.field === field || f.field.startsWith(`${field}.`))
  return found && sentence(label, found.message)
}

/** What is not said at any of the fields shown: the form says it as a whole. */
export function elsewhere(refusal: Refusal | undefined, shown: readonly string[]): string[] {
  if (!refusal) return []
  const rest = refusal.fields.filter((f) => !shown.some((s) => f.field === s || f.field.startsWith(`${s}.`)))
  if (rest.length > 0) return rest.map((f) => sentence(f.field, f.message))
  return refusal.fields.length > 0 ? [] : [refusal.detail]
}

export interface Submit {
  busy: boolean
  refusal: Refusal | undefined
  /** Runs it unless it runs already; undefined when it was refused. */
  run: <T>(call: () => Promise<T>) => Promise<T | undefined>
  clear: () => void
}

/** One form's sending. `otherwise` is said of an error that has no words. */
export function useSubmit(otherwise: string): Submit {
  const [state, setState] = useState<{ busy: boolean; refusal?: Refusal }>({ busy: false })
  return {
    busy: state.busy,
    refusal: state.refusal,
    clear: () => setState({ busy: false }),
    run: async (call) => {
      if (state.busy) return undefined
      setState({ busy: true })
      try {
        const answer = await call()
        setState({ busy: false })
        return answer
      } catch (error) {
        setState({ busy: false, refusal: refusalOf(error, otherwise) })
        return undefined
      }
    },
  }
}
