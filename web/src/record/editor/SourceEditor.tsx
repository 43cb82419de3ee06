import { useState } from 'react'

import { cx } from '@/ui/cx'

import { useUploads } from './files'
import type { EditorProps } from './RichEditor'

/** The text as it is stored, for what the document cannot hold. */
export function SourceEditor({ label, start, onText, onEnd, placeholder, upload, dense }: EditorProps) {
  const [text, setText] = useState(start)
  const uploads = useUploads(upload)
  const set = (next: string) => {
    setText(next)
    onText(next)
  }
  return (
    <>
      <textarea
        aria-label={label}
        placeholder={placeholder}
        autoFocus
        value={text}
        rows={Math.min(30, Math.max(6, text.split('\n').length + 1))}
        onChange={(e) => set(e.target.value)}
        onKeyDown={(e) => {
          e.stopPropagation()
          if (e.nativeEvent.isComposing) return
          if (e.key === 'Escape') onEnd('leave')
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) onEnd('send')
        }}
        onPaste={(e) => {
          const files = [...e.clipboardData.files]
          if (!upload || files.length === 0) return
          e.preventDefault()
          const at = e.currentTarget.selectionStart
          void uploads.asText(files).then((added) => setText((now) => (onText(now.slice(0, at) + added + now.slice(at)), now.slice(0, at) + added + now.slice(at))))
        }}
        className={cx('block w-full resize-y rounded border border-line-control bg-bg-raised px-3 py-2 font-mono text-text field-sizing-content', dense ? 'text-12 leading-5' : 'text-13 leading-6')}
      />
      {uploads.shown}
    </>
  )
}
