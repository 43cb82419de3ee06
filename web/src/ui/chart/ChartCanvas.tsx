import { type ReactNode, useEffect, useMemo, useRef } from 'react'

import { paletteOf, useTheme } from '@/ui/theme'

import { draw, type Drawing, picture, type Press } from './engine'
import { optionsOf } from './options'
import type { ChartData, Picked } from './types'

export type TakePicture = (format: 'png' | 'svg') => Promise<Blob>

interface ChartCanvasProps {
  data: ChartData
  height: number
  onPick?: (picked: Picked) => void
  /** What stands here if this file cannot be loaded. */
  instead: ReactNode
  /** Hands out the way to take a picture. */
  onCamera: (take: TakePicture) => void
}

const still = () => Boolean(window.matchMedia?.('(prefers-reduced-motion: reduce)').matches)

export default function ChartCanvas({ data, height, onPick, onCamera }: ChartCanvasProps): ReactNode {
  const theme = useTheme()
  const element = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing>(undefined)
  const pick = useRef<(press: Press) => void>(undefined)
  const palette = paletteOf(theme)
  const option = useMemo(() => optionsOf(data, palette, still()), [data, palette])

  // Follows the drawing of ECharts, which lives outside React.
  useEffect(() => {
    pick.current = onPick && ((press) => onPick(pickedOf(press, data)))
    onCamera((format) => picture(option, format, { width: element.current?.clientWidth || 720, height, ground: palette.color('bg') }))
    if (drawing.current) drawing.current.update(option)
    else if (element.current) drawing.current = draw(element.current, option, (press) => pick.current?.(press))
  }, [option, onPick, data, onCamera, height, palette])

  // The element goes, and the drawing with it.
  const hold = useMemo(
    () => (el: HTMLDivElement | null) => {
      element.current = el
      return () => {
        drawing.current?.dispose()
        drawing.current = undefined
      }
    },
    [],
  )
  return <div ref={hold} aria-hidden style={{ height }} className={onPick ? 'cursor-pointer' : undefined} />
}

function pickedOf(press: Press, data: ChartData): Picked {
  const index = press.dataIndex ?? 0
  const value = Array.isArray(press.value) ? press.value.at(-1) : press.value
  const id = (press.data as { id?: string } | undefined)?.id
  if (data.type === 'heatmap' && Array.isArray(press.value)) {
    const [column, row] = press.value as [number, number]
    return { series: data.series[row]?.name ?? '', category: data.categories?.[column] ?? '', value: typeof value === 'number' ? value : null, index: column }
  }
  return { series: press.seriesName ?? '', category: press.name ?? '', value: typeof value === 'number' ? value : null, index, id }
}
