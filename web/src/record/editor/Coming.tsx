import { useState } from 'react'

import { Text } from './Reading'

interface ComingProps {
  label: string
  text: string
  placeholder: string
  onText: (text: string) => void
  onLeave: () => void
  dense?: boolean
}

/** Stands where the editor will be while it is loaded, and takes what is typed meanwhile. */
export function Coming({ label, text, placeholder, onText, onLeave, dense }: ComingProps) {
  const [before] = useState(text)
  const [typed, setTyped] = useState('')
  return (
    <div className="relative min-h-6">
      {text ? <Text text={text} dense={dense} /> : <p className="text-text-faint">{placeholder}</p>}
      <textarea
        autoFocus
        aria-label={label}
        value={typed}
        onChange={(e) => {
          setTyped(e.target.value)
          onText(before + e.target.value)
        }}
        onKeyDown={(e) => {
          e.stopPropagation()
          if (e.key === 'Escape') onLeave()
        }}
        data-coming
        className="sr-only"
      />
    </div>
  )
}
