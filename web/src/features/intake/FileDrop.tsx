import { type DragEvent, useId, useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Badge } from '@/ui/badge'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'

import type { Flow } from './flow'
import { saySize } from './read'
import { FORMAT_NAMES } from './words'

interface FileDropProps {
  files: Flow['files']
  onAdd: (files: Iterable<File>) => Promise<void>
  onRemove: (name: string) => void
}

const holdsFiles = (e: DragEvent) => e.dataTransfer.types.includes('Files')

/** Where files are dropped or chosen, and those that were. */
export function FileDrop({ files, onAdd, onRemove }: FileDropProps) {
  const id = useId()
  const [over, setOver] = useState(false)
  const [archive, setArchive] = useState(false)
  const add = (chosen: FileList) => {
    const all = [...chosen]
    setArchive(all.some((f) => /\.zip$/i.test(f.name)))
    void onAdd(all)
  }
  return (
    <div className="flex flex-col gap-2">
      <div
        onDragOver={(e) => {
          if (!holdsFiles(e)) return
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => {
          if (!holdsFiles(e)) return
          e.preventDefault()
          setOver(false)
          add(e.dataTransfer.files)
        }}
        className={cx(
          'flex flex-col items-center justify-center gap-1 rounded border border-dashed px-4 text-center',
          over ? 'border-accent bg-accent-soft' : 'border-line-control',
          files.length > 0 ? 'py-4' : 'py-12',
        )}
      >
        <Icon name="upload" size={20} className="text-text-faint" />
        <p className="text-14 font-medium">
          {m.settings_import_drop()}{' '}
          <label htmlFor={id} className="rounded-sm text-accent-text underline underline-offset-2 focus-within:outline-2 focus-within:outline-focus hover:no-underline">
            {m.settings_import_choose()}
            <input
              id={id}
              type="file"
              multiple
              accept=".json,.csv,.tsv,.txt,.ndjson,application/json,text/csv"
              className="sr-only"
              onChange={(e) => {
                if (e.target.files) add(e.target.files)
                e.target.value = ''
              }}
            />
          </label>
        </p>
        {files.length === 0 && <p className="max-w-prose text-text-muted">{m.settings_import_drop_text()}</p>}
      </div>
      {archive && <p className="text-amber-text">{m.settings_import_archive()}</p>}
      {files.length > 0 && (
        <ul className="divide-y border-b">
          {files.map(({ file, chosen }) => (
            <li key={file.name} className="flex h-row items-center gap-3">
              <Icon name="file-text" size={14} className="text-text-faint" />
              <span className="min-w-0 truncate font-medium">{file.name}</span>
              <span className="tabular text-12 text-text-faint">{saySize(file.size)}</span>
              {chosen.format ? <Badge tone="accent">{FORMAT_NAMES[chosen.format]()}</Badge> : <Badge tone="amber">{m.settings_import_unknown()}</Badge>}
              <IconButton icon="x" size="sm" className="ml-auto" label={m.settings_delete_what({ what: file.name })} onClick={() => onRemove(file.name)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
