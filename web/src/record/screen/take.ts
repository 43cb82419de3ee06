import { fetchFile } from '@/data/file'
import { problemOf } from '@/data/types'
import { whyRefused } from '@/record/fields/refusal'
import { give } from '@/ui/give'
import { toast } from '@/ui/toast'

/** Asks for a file and gives it to the browser to keep; why there is none is thrown. `path` is below the API. */
export async function takeFile(path: string): Promise<true> {
  const { name, blob } = await fetchFile(path)
  give(name, blob)
  return true
}

/** The same, where no form says why there is none: it is told in the corner. */
export async function takeOrTell(path: string): Promise<void> {
  try {
    await takeFile(path)
  } catch (e) {
    toast({ text: whyRefused(problemOf(e)), tone: 'red', keep: true })
  }
}
