import { m } from '@/locales/gen/messages.js'

import { cx } from './cx'

/** Where something will be. Seen only when the wait is longer than 150 ms. */
export function Skeleton({ width = '100%', height = 12, round }: { width?: number | string; height?: number | string; round?: boolean }) {
  return (
    <span aria-hidden data-skeleton className="block animate-late">
      <span className={cx('block animate-pulse bg-bg-hover', round ? 'rounded-full' : 'rounded-sm')} style={{ width, height }} />
    </span>
  )
}

// Widths of titles as they come in life, so that the wait does not look like a grid.
const widths = [62, 44, 71, 53, 38, 66, 49, 58, 41, 74]

export function SkeletonRows({ count = 8, label }: { count?: number; label?: string }) {
  return (
    <div role="status" aria-busy aria-label={label ?? m.ui_loading()} className="animate-late">
      {Array.from({ length: count }, (_, i) => (
        <div key={i} className="flex h-row items-center gap-3 border-b border-line px-3">
          <Skeleton width={14} height={14} />
          <Skeleton width={56} />
          <span className="grow">
            <Skeleton width={`${widths[i % widths.length]}%`} />
          </span>
          <Skeleton width={72} />
          <Skeleton width={20} height={20} round />
        </div>
      ))}
    </div>
  )
}
