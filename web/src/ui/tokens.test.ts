import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { contrast, linearOf, parseOklch, screenColor } from './color'

const css = readFileSync('src/ui/tokens.css', 'utf8')
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+):\s*light-dark\((oklch\([^)]*\)),\s*(oklch\([^)]*\))\)/g)].map((found) => [
    found[1]!,
    { light: found[2]!, dark: found[3]! },
  ]),
)
const token = (name: string, theme: 'light' | 'dark') => {
  const found = tokens.get(name)
  if (!found) throw new Error(`no token ${name}`)
  return found[theme]
}

const grounds = ['bg', 'bg-raised', 'bg-sunken', 'bg-hover', 'bg-selected']
const states = ['green', 'amber', 'red', 'blue', 'violet']
const text: [string, string][] = [
  ...['text', 'text-muted', 'text-faint', 'accent-text', ...states.map((s) => `${s}-text`)].flatMap((on) =>
    grounds.map((ground): [string, string] => [on, ground]),
  ),
  ...['accent', ...states].flatMap((s): [string, string][] => [
    [`${s}-text`, `${s}-soft`],
    ['text', `${s}-soft`],
    ['text-muted', `${s}-soft`],
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-accent', 'red'],
  ['on-accent', 'red-hover'],
]
const shapes: [string, string][] = [
  ...['accent', 'focus', 'line-control', ...states].flatMap((on) =>
    ['bg', 'bg-raised', 'bg-sunken'].map((ground): [string, string] => [on, ground]),
  ),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((n): [string, string] => [`chart-${n}`, 'bg']),
]

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it.each(text)('lets %s be read on %s', (on, ground) => {
    expect(contrast(token(on, theme), token(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(shapes)('lets %s be seen on %s', (on, ground) => {
    expect(contrast(token(on, theme), token(ground, theme))).toBeGreaterThanOrEqual(3)
  })

  it.each([
    ['full sight', [[1, 0, 0], [0, 1, 0], [0, 0, 1]], 0.11],
    ['protanopia', [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]], 0.09],
    ['deuteranopia', [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]], 0.09],
    ['tritanopia', [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]], 0.09],
  ])('keeps the categories of a chart apart for %s', (_, sight, least) => {
    const seen = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => {
      const { l, c, h } = parseOklch(token(`chart-${n}`, theme))!
      const rgb = linearOf(l, c, h)
      return oklab(sight.map((row) => Math.max(0, row.reduce((sum, x, i) => sum + x * rgb[i]!, 0))))
    })
    for (const [i, one] of seen.entries())
      for (const [j, other] of seen.entries())
        if (i < j) expect(Math.hypot(...one.map((x, k) => x - other[k]!)), `chart-${i + 1} and chart-${j + 1}`).toBeGreaterThan(least)
  })

  it('makes the sequence ever darker or ever lighter', () => {
    const steps = [1, 2, 3, 4, 5, 6].map((n) => parseOklch(token(`seq-${n}`, theme))!.l)
    const sorted = steps.toSorted((a, b) => (theme === 'light' ? b - a : a - b))
    expect(steps).toEqual(sorted)
    expect(new Set(steps).size).toBe(6)
  })
})

describe('colour arithmetic', () => {
  it('knows black on white', () => expect(contrast('oklch(0 0 0)', 'oklch(1 0 0)')).toBeCloseTo(21, 1))
  it('gives hexadecimal colours', () => expect(screenColor('oklch(0.62796 0.25768 29.23)')).toBe('#ff0000'))
  it('keeps transparency', () => expect(screenColor('oklch(0 0 0 / 0.5)')).toBe('rgba(0, 0, 0, 0.5)'))
  it('leaves other notations alone', () => expect(screenColor(' rgb(1, 2, 3)')).toBe('rgb(1, 2, 3)'))
})

function oklab(rgb: number[]): number[] {
  const [r, g, b] = rgb as [number, number, number]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}
