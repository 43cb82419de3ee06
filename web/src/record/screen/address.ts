/** Addresses of screens and records, as they stand in links. */
import { useNavigate } from '@tanstack/react-router'

import { followed } from '@/lib/follow'

/** The address of a screen of a product, with what it shows. */
export function screenAddress(product: string, path: string, show: Record<string, string | undefined> = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(show)) if (value) search.set(name, value)
  const text = search.toString().replaceAll('%3A', ':').replaceAll('%2C', ',')
  return `/p/${product}/${path}${text ? `?${text}` : ''}`
}

/** A record as a page of its own. */
export const recordAddress = (key: string) => `/r/${key}`

/** Goes to an address of the client. */
export function useGo(): (to: string) => void {
  const navigate = useNavigate()
  return (to) => void navigate({ href: to } as never)
}

/** The attributes of a link inside the client. */
export function useLink(): (to: string) => ReturnType<typeof followed> {
  const go = useGo()
  return (to) => followed(to, go)
}
