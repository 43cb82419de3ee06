import { createContext, useContext } from 'react'

import { followed } from '@/lib/follow'
import { recordAddress, useGo } from '@/record/screen/address'

/** How other records are opened from here: beside the list where this one is, or as a page. */
export const Opener = createContext<((key: string) => void) | undefined>(undefined)

/** The attributes of a link to a record. */
export function useRecordLink(): (key: string) => ReturnType<typeof followed> {
  const open = useContext(Opener)
  const go = useGo()
  return (key) => followed(recordAddress(key), open ? () => open(key) : go)
}
