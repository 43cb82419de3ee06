import { useCallback } from 'react'

import { tellFocus } from '@/record/focus'

/** For the ref of what shows a record: the keys and the palette speak of it as long as it is shown. */
export function useFocusOn(id: string | undefined): (element: Element | null) => (() => void) | undefined {
  return useCallback((element: Element | null) => (element && id ? tellFocus({}, { ids: [id], place: 'record' }) : undefined), [id])
}
