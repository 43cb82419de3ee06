/** The whole map as a picture: SVG text made from its layout, and PNG drawn from that. */
import { COLUMN, CARD, HEAD, PAD, SIDE, type Layout } from './layout'
import type { StoryMap } from './map'

export interface Palette {
  ground: string
  raised: string
  sunken: string
  line: string
  text: string
  muted: string
  accent: string
  green: string
  amber: string
}

export interface PictureWords {
  title: string
  later: string
  skeleton: string
  /** "Gap: Ask for money" */
  gap: (activities: string) => string
}

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const esc = (s: string) => [...s].filter((c) => c >= ' ').join('').replace(/[&<>"']/g, (c) => escaped[c]!)

/** Breaks a text into at most so many lines of about so many letters. */
export function lines(text: string, width: number, most: number): string[] {
  const out: string[] = []
  let now = ''
  for (const word of text.split(/\s+/)) {
    if (now && now.length + 1 + word.length > width) {
      out.push(now)
      now = word
    } else now = now ? `${now} ${word}` : word
  }
  if (now) out.push(now)
  const kept = out.slice(0, most).map((l) => (l.length > width ? `${l.slice(0, width - 1)}…` : l))
  if (out.length > most) kept[most - 1] = `${kept[most - 1]!.replace(/…$/, '').slice(0, width - 1)}…`
  return kept
}

const words = (x: number, y: number, size: number, fill: string, text: string[], more = '') =>
  text.map((l, i) => `<text x="${x}" y="${y + i * (size + 4)}" font-size="${size}" fill="${fill}"${more}>${esc(l)}</text>`).join('')

/** The map as SVG, all of it, whatever was in sight. */
export function svgOf(map: StoryMap, layout: Layout, p: Palette, say: PictureWords): string {
  const top = 40
  const [width, height] = [SIDE + layout.width + PAD, top + HEAD + layout.height + PAD]
  const parts: string[] = [`<rect width="${width}" height="${height}" fill="${p.ground}"/>`, words(PAD, 26, 16, p.text, [say.title], ' font-weight="600"')]
  for (const a of map.activities) {
    const own = layout.columns.filter((c) => c.activity === a.id)
    const x = SIDE + own[0]!.x
    parts.push(`<rect x="${x + 3}" y="${top}" width="${own.length * COLUMN - 6}" height="30" rx="5" fill="${p.accent}"/>`, words(x + 12, top + 20, 13, p.raised, lines(a.title, own.length * 24, 1), ' font-weight="600"'))
    own.forEach((c, i) => {
      const step = a.steps[i]
      if (step) parts.push(`<rect x="${SIDE + c.x + 3}" y="${top + 34}" width="${COLUMN - 6}" height="36" rx="5" fill="${p.sunken}" stroke="${p.line}"/>`, words(SIDE + c.x + 12, top + 56, 12, p.text, lines(step.title, 25, 1), ' font-weight="500"'))
    })
  }
  const y0 = top + HEAD
  for (const b of layout.bands) {
    const y = y0 + b.y
    parts.push(`<line x1="0" x2="${width}" y1="${y}" y2="${y}" stroke="${p.line}"/>`)
    parts.push(words(PAD, y + 22, 13, p.text, lines(b.slice?.title ?? say.later, 30, 2), ' font-weight="600"'))
    const notes: [string, string][] = []
    if (b.slice?.skeleton) notes.push([say.skeleton, p.green])
    if (b.slice && b.slice.gaps.length > 0) notes.push([say.gap(map.activities.filter((a) => b.slice!.gaps.includes(a.id)).map((a) => a.title).join(', ')), p.amber])
    for (const o of b.slice?.outcomes.slice(0, 1) ?? []) notes.push([o.title, p.muted])
    for (const o of b.slice?.metrics.slice(0, 1) ?? []) notes.push([o.title, p.muted])
    let at = y + 58
    for (const [text, fill] of notes) {
      const broken = lines(text, 34, 2)
      parts.push(words(PAD, at, 11, fill, broken))
      at += broken.length * 15 + 2
    }
  }
  for (const c of layout.cards) {
    const [x, y] = [SIDE + c.x, y0 + c.y]
    const done = c.card.category === 'done' || c.card.category === 'closed'
    parts.push(`<rect x="${x + 1}" y="${y}" width="${COLUMN - PAD - 2}" height="${CARD}" rx="5" fill="${p.raised}" stroke="${p.line}"/>`)
    if (c.card.category !== 'todo') parts.push(`<rect x="${x + 1}" y="${y}" width="3" height="${CARD}" rx="1.5" fill="${done ? p.green : p.amber}"/>`)
    parts.push(words(x + 10, y + 17, 10, p.muted, [`${c.card.key}${c.card.estimate === null ? '' : ` · ${c.card.estimate}`}`]), words(x + 10, y + 34, 12, p.text, lines(c.card.title, 24, 2)))
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, 'Helvetica Neue', Arial, sans-serif">${parts.join('')}</svg>`
}

/** Browsers refuse larger pictures; a larger map is drawn smaller. */
const mostSide = 8000

/** The SVG as a PNG. */
export async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    await new Promise<void>((resolve, reject) => {
      image.addEventListener('load', () => resolve())
      image.addEventListener('error', () => reject(new Error('the picture could not be drawn')))
      image.src = url
    })
    const by = Math.min(2, mostSide / image.width, mostSide / image.height)
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(image.width * by)
    canvas.height = Math.round(image.height * by)
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => canvas.toBlob((b) => (b ? resolve(b) : reject(new Error('the picture could not be drawn'))), 'image/png'))
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** The colours of the page as it is now, light or dark, in a form that a picture can carry. */
export function paletteOf(element: Element): Palette {
  const read = (name: string) => colour(element, `var(--color-${name})`)
  return {
    ground: read('bg'), raised: read('bg-raised'), sunken: read('bg-sunken'), line: read('line-strong'), text: read('text'),
    muted: read('text-muted'), accent: read('accent'), green: read('green-text'), amber: read('amber-text'),
  }
}

/** Asks the browser what a colour comes to: other programs do not know light-dark() or oklch(). */
function colour(element: Element, value: string): string {
  const probe = document.createElement('span')
  probe.style.color = value
  element.append(probe)
  const context = document.createElement('canvas').getContext('2d')
  const computed = getComputedStyle(probe).color
  probe.remove()
  if (!context) return computed
  context.fillStyle = computed
  context.fillRect(0, 0, 1, 1)
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data
  return `#${[r, g, b].map((n) => (n ?? 0).toString(16).padStart(2, '0')).join('')}`
}
