import type { Upload, Uploaded } from '@/record/editor/files'
import { ulid } from '@/lib/ulid'
import { m } from '@/locales/gen/messages.js'

/** Where the bytes of an attachment are to be had. */
export const contentAddress = (id: string): string => `/api/v1/attachments/${id}/content`

/** Sends a file to a record. By hand, because a fetch does not say how far it is. */
export function uploadTo(record: string): Upload {
  return (file, onProgress) =>
    new Promise<Uploaded>((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', `/api/v1/records/${record}/files?${new URLSearchParams({ name: file.name || m.record_files_unnamed(), id: ulid() })}`)
      request.setRequestHeader('Content-Type', 'application/octet-stream')
      request.upload.addEventListener('progress', (e) => e.lengthComputable && onProgress(e.loaded / e.total))
      request.addEventListener('error', () => reject(new Error(m.record_files_offline())))
      request.addEventListener('load', () => {
        const answer = parsed(request.responseText)
        if (request.status < 300 && answer.id) resolve({ name: answer.name ?? file.name, type: answer.type ?? file.type, address: contentAddress(answer.id) })
        else reject(new Error(answer.fields?.[0]?.message ?? answer.detail ?? m.record_files_offline()))
      })
      request.send(file)
    })
}

interface Answer {
  id?: string
  name?: string
  type?: string
  detail?: string
  fields?: { message: string }[]
}

function parsed(text: string): Answer {
  try {
    return JSON.parse(text) as Answer
  } catch {
    return {}
  }
}
