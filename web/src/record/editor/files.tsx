/** Files that are pasted or dropped into a text: sent, and put in when they are there. */
import type { Editor } from '@tiptap/core'
import { useState, type ReactNode } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Progress } from '@/ui/progress'

export interface Uploaded {
  name: string
  type: string
  /** Where it is to be had. */
  address: string
}

/** Sends a file; tells how far it is, from 0 to 1. */
export type Upload = (file: File, onProgress: (share: number) => void) => Promise<Uploaded>

export const filesIn = (data: DataTransfer | null): File[] => [...(data?.files ?? [])]

const isImage = (f: Pick<Uploaded, 'type'>): boolean => f.type.startsWith('image/')

/** A file in a text: an image is shown, everything else is a link. */
export const markdownOf = (f: Uploaded): string => `${isImage(f) ? '!' : ''}[${f.name.replace(/[[\]\\]/g, '\\$&')}](${f.address})`

interface Running {
  name: string
  share: number
  failed?: string
}

interface Uploads {
  take: (editor: Editor, files: File[]) => void
  asText: (files: File[]) => Promise<string>
  /** How far they are. */
  shown: ReactNode
}

export function useUploads(upload: Upload | undefined): Uploads {
  const [running, setRunning] = useState<Running[]>([])
  const one = async (file: File): Promise<Uploaded | undefined> => {
    if (!upload) return undefined
    const set = (r: Running | undefined) => setRunning((all) => [...all.filter((x) => x.name !== file.name), ...(r ? [r] : [])])
    set({ name: file.name, share: 0 })
    try {
      const done = await upload(file, (share) => set({ name: file.name, share }))
      set(undefined)
      return done
    } catch (error) {
      set({ name: file.name, share: 0, failed: error instanceof Error ? error.message : '' })
      return undefined
    }
  }
  return {
    take: (editor, files) => {
      for (const file of files) void one(file).then((f) => f && !editor.isDestroyed && insert(editor, f))
    },
    asText: async (files) => (await Promise.all(files.map(one))).flatMap((f) => (f ? [markdownOf(f)] : [])).join('\n'),
    shown: running.length > 0 && (
      <ul className="mt-2 space-y-1" aria-live="polite">
        {running.map((r) => (
          <li key={r.name} className="flex items-center gap-2 text-12 text-text-muted">
            <span className="max-w-60 truncate">{r.name}</span>
            {r.failed === undefined ? <Progress value={r.share} label={m.record_files_sending({ name: r.name })} className="max-w-40" /> : <span className="text-red-text">{m.record_files_failed({ why: r.failed })}</span>}
          </li>
        ))}
      </ul>
    ),
  }
}

function insert(editor: Editor, f: Uploaded): void {
  const node = isImage(f) ? { type: 'image', attrs: { src: f.address, alt: f.name } } : { type: 'text', text: f.name, marks: [{ type: 'link', attrs: { href: f.address } }] }
  editor.chain().focus().insertContent([node, { type: 'text', text: ' ' }]).run()
}
