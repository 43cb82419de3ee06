import { type FocusEvent, useRef } from 'react'

/** Fields in which one writes; what a list is searched by is nobody's text. */
const written = 'textarea, input:is([type=text], [type=email], [type=url], [type=number], [type=password], :not([type])):not([role=combobox])'

type Written = HTMLInputElement | HTMLTextAreaElement

/** Knows whether something was typed within an element that is still there and unlike what stood there when one came. */
export function useTypedIn(): { onFocusCapture: (e: FocusEvent) => void; changed: () => boolean } {
  const stood = useRef(new Map<Written, string>())
  return {
    onFocusCapture: ({ target }) => {
      if (target.matches(written) && !stood.current.has(target as Written)) stood.current.set(target as Written, (target as Written).value)
    },
    changed: () => [...stood.current].some(([field, text]) => field.isConnected && !field.readOnly && field.value.trim() !== text.trim()),
  }
}
