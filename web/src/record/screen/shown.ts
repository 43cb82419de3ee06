import { useNavigate, useSearch } from '@tanstack/react-router'

/** A value of the screen that stands in the address; a new value takes the old one's place. */
export function useAddressed(name: string): [string | undefined, (value: string | undefined) => void] {
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const set = (value: string | undefined) => void navigate({ to: '.', search: ((s: object) => ({ ...s, [name]: value })) as never, replace: true })
  return [search[name], set]
}

/** What is looked at in a screen of two panes. */
export const useShown = () => useAddressed('at')
