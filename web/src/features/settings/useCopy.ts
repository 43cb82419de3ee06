import { useState } from 'react'

/** Copying, and for a moment the word that it was done. */
export function useCopy(): { copied: boolean; copy: (text: string) => void } {
  const [copied, setCopied] = useState(false)
  return {
    copied,
    copy: (text) => {
      void navigator.clipboard.writeText(text).then(() => {
        setCopied(true)
        setTimeout(() => setCopied(false), 2000)
      })
    },
  }
}
