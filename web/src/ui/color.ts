/**
 * Colour arithmetic: from OKLCH, in which the tokens are written, to what a
 * canvas or an exported picture understands, and the contrast of two colours as
 * WCAG 2 measures it.
 */
export type Rgb = readonly [number, number, number]

/** Reads "oklch(0.98 0.004 85)"; lightness may be a percentage. Anything else is undefined. */
export function parseOklch(text: string): { l: number; c: number; h: number; alpha: number } | undefined {
  const found = /^oklch\(\s*([\d.]+)(%?)\s+([\d.]+)\s+([\d.]+|none)(?:deg)?\s*(?:\/\s*([\d.]+)(%?)\s*)?\)$/i.exec(text.trim())
  if (!found) return undefined
  const [, l, percent, c, h, alpha, alphaPercent] = found
  return {
    l: Number(l) / (percent ? 100 : 1),
    c: Number(c),
    h: h === 'none' ? 0 : Number(h),
    alpha: alpha === undefined ? 1 : Number(alpha) / (alphaPercent ? 100 : 1),
  }
}

/** Linear light, each channel cut to what a screen can show. */
export function linearOf(l: number, c: number, h: number): Rgb {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    clamp(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z),
    clamp(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z),
    clamp(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z),
  ]
}

const clamp = (n: number) => Math.min(1, Math.max(0, n))
const gamma = (n: number) => (n <= 0.0031308 ? 12.92 * n : 1.055 * n ** (1 / 2.4) - 0.055)

/** "#0b6e6e", or rgba where it is not opaque. Colours in another notation are given back as they are. */
export function screenColor(text: string): string {
  const found = parseOklch(text)
  if (!found) return text.trim()
  const [r, g, b] = linearOf(found.l, found.c, found.h).map((n) => Math.round(gamma(n) * 255)) as [number, number, number]
  if (found.alpha < 1) return `rgba(${r}, ${g}, ${b}, ${found.alpha})`
  return `#${[r, g, b].map((n) => n.toString(16).padStart(2, '0')).join('')}`
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b

/** Contrast of two opaque OKLCH colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => {
    const found = parseOklch(text)
    if (!found) throw new Error(`not an OKLCH colour: ${text}`)
    return luminance(linearOf(found.l, found.c, found.h))
  }) as [number, number]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}
