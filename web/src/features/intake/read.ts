/** Reads as much of a chosen file as it takes to know what wrote it. */
import { type Chosen, sniff } from './format'

/** Larger ones are judged by their beginning. */
const whole = 24 << 20
const head = 1 << 20

export async function readFiles(files: Iterable<File>): Promise<{ file: File; chosen: Chosen }[]> {
  return Promise.all(
    [...files].map(async (file) => {
      const content = await (file.size > whole ? file.slice(0, head) : file).text()
      return { file, chosen: { ...sniff(file.name, content), size: file.size } }
    }),
  )
}

/** A size as people say it. */
export function saySize(bytes: number, locale?: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: 1 }).format(bytes / 1000 ** step)
}
