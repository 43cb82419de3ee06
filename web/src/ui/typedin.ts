import { type FocusEvent, type FormEvent, useRef } from 'react'

/** Fields in which one writes; what a list is searched by is nobody's text. */
const written = 'textarea, input:is([type=text], [type=email], [type=url], [type=number], [type=password], :not([type])):not([role=combobox])'

type Written = HTMLInputElement | HTMLTextAreaElement

/** Knows whether something was typed within an element that is still there and unlike what stood there when one came. */
export function useTypedIn() {
  const stood = useRef(new Map<EventTarget, string>())
  // Only these: a field may also be filled by an answer that came late.
  const typed = useRef(new Set<Written>())
  return {
    handlers: {
      onFocusCapture: ({ target }: FocusEvent) => {
        if (target.matches(written) && !stood.current.has(target)) stood.current.set(target, (target as Written).value)
      },
      onInputCapture: ({ target }: FormEvent) => {
        if (stood.current.has(target)) typed.current.add(target as Written)
      },
    },
    changed: () => [...typed.current].some((field) => field.isConnected && field.value.trim() !== stood.current.get(field)?.trim()),
  }
}
