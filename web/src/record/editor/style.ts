import { cx } from '@/ui/cx'

/** How a document looks while it is written: as it looks when it is read. */
export const textStyle = (dense?: boolean): string =>
  cx(
    'min-w-0 space-y-3 wrap-anywhere whitespace-pre-wrap',
    dense ? 'text-13 leading-5' : 'text-14 leading-6',
    '[&_h1]:text-20 [&_h1]:font-semibold [&_h1]:pt-2 [&_h2]:text-16 [&_h2]:font-semibold [&_h2]:pt-2 [&_h3]:text-14 [&_h3]:font-semibold [&_h3]:pt-1 [&_:is(h4,h5,h6)]:font-semibold',
    '[&_ul:not([data-type=taskList])]:list-disc [&_ul:not([data-type=taskList])]:pl-5 [&_ol]:list-decimal [&_ol]:pl-5 [&_li]:space-y-1 [&_:is(ul,ol)]:space-y-1 [&_li::marker]:text-text-faint',
    '[&_ul[data-type=taskList]>li]:flex [&_ul[data-type=taskList]>li]:items-start [&_ul[data-type=taskList]>li]:gap-2 [&_ul[data-type=taskList]>li>div]:min-w-0 [&_ul[data-type=taskList]>li>div]:grow',
    '[&_ul[data-type=taskList]_input]:mt-1 [&_ul[data-type=taskList]_input]:size-4 [&_ul[data-type=taskList]_input]:accent-accent',
    '[&_blockquote]:space-y-2 [&_blockquote]:border-l-2 [&_blockquote]:border-line-strong [&_blockquote]:pl-3 [&_blockquote]:text-text-muted',
    '[&_pre]:overflow-x-auto [&_pre]:rounded [&_pre]:border [&_pre]:border-line [&_pre]:bg-bg-sunken [&_pre]:px-3 [&_pre]:py-2 [&_pre]:font-mono [&_pre]:text-12 [&_pre]:leading-5',
    '[&_:not(pre)>code]:rounded-sm [&_:not(pre)>code]:border [&_:not(pre)>code]:border-line [&_:not(pre)>code]:bg-bg-sunken [&_:not(pre)>code]:px-1 [&_:not(pre)>code]:py-px [&_:not(pre)>code]:font-mono [&_:not(pre)>code]:text-[0.85em]',
    '[&_strong]:font-semibold [&_a]:text-accent-text [&_a]:underline [&_a]:decoration-line-strong [&_a]:underline-offset-2 [&_hr]:border-line [&_s]:text-text-muted',
    '[&_table]:w-full [&_table]:table-fixed [&_table]:border-collapse [&_table]:text-[0.9em] [&_:is(th,td)]:border [&_:is(th,td)]:border-line [&_:is(th,td)]:px-2.5 [&_:is(th,td)]:py-1.5 [&_:is(th,td)]:align-top [&_th]:bg-bg-sunken [&_th]:text-left [&_th]:font-medium [&_.selectedCell]:bg-bg-selected',
    '[&_img]:inline-block [&_img]:h-auto [&_img]:max-h-[32rem] [&_img]:max-w-full [&_img]:rounded [&_img]:border [&_img]:border-line [&_img.ProseMirror-selectednode]:outline-2 [&_img.ProseMirror-selectednode]:outline-focus',
  )
