/** What is known of a file, and how it can be looked at. */
export interface Attachment {
  id: string
  createdAt: string
  createdBy: string | null
  name: string
  type: string
  bytes: number
  url: string
}

export type Preview = 'image' | 'pdf' | 'text' | 'none'

/** Larger texts are for downloading. */
const readable = 512 * 1024

export function previewOf(a: Pick<Attachment, 'type' | 'bytes' | 'url'>): Preview {
  if (a.url) return 'none'
  if (/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(a.type)) return 'image'
  if (a.type === 'application/pdf') return 'pdf'
  const text = a.type.startsWith('text/') || /^application\/(json|xml|yaml|x-yaml|csv|sql|javascript)/.test(a.type)
  return text && a.bytes <= readable ? 'text' : 'none'
}

/** A size as people say it. */
export function sayBytes(bytes: number, locale?: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte']
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[step], unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 }).format(value)
}
