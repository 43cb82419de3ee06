/** Links that are followed without loading the page anew, as the browser would follow them otherwise. */

interface Click {
  button: number
  metaKey: boolean
  ctrlKey: boolean
  shiftKey: boolean
  altKey: boolean
  defaultPrevented: boolean
  preventDefault: () => void
}

/** The attributes of a link to a place inside the client: new tabs and copying the address still work. */
export function followed(to: string, go: (to: string) => void): { href: string; onClick: (e: Click) => void } {
  return {
    href: to,
    onClick: (e) => {
      if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return
      e.preventDefault()
      go(to)
    },
  }
}
