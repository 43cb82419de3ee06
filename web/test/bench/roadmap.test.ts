/**
 * Measures the roadmap over all products: 2,000 features and 200 releases over 50
 * of them, opened whole, scrolled, and a bar pulled across it.
 */
import { test } from 'vitest'

import { at, framesDuring, lateFrames, line, ms, signedIn } from './measure'

test('the roadmap over all products', async () => {
  const p = await signedIn()
  // What the machine allows: a page with nothing on it but a box that goes along with the pointer.
  await p.setContent('<div style="position:absolute;width:80px;height:20px;background:teal"></div>')
  await p.evaluate(() => addEventListener('pointermove', (e) => (document.querySelector('div')!.style.left = `${e.clientX}px`)))
  await p.mouse.move(600, 400)
  const floor = await framesDuring(p, async () => {
    for (let i = 1; i <= 180; i++) await p.mouse.move(600 + 120 * Math.sin(i / 20), 400)
  })
  line('a box pulled across an empty page, frames that came late', lateFrames(floor), 'the limit')

  const bars = p.locator('[data-bar]')
  const began = performance.now()
  await p.goto('/p/PLANAA/plan?of=all', { waitUntil: 'commit' })
  await bars.nth(5).waitFor()
  line('roadmap of 2,200 lines, cold cache, to painted bars', ms(performance.now() - began), '–')
  const took: number[] = []
  for (let i = 0; i < 11; i++) {
    const asked = performance.now()
    await p.context().request.get('/api/v1/roadmap/plan')
    took.push(performance.now() - asked)
  }
  line('the same at the server, p50', ms(at(took.sort((a, b) => a - b), 0.5)), '300 ms')

  const grid = p.getByRole('grid')
  const box = (await grid.boundingBox())!
  await p.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const scrolled = await framesDuring(p, async () => {
    for (let i = 0; i < 120; i++) await p.mouse.wheel(0, 240)
  })
  line('scroll it, frames that came late', lateFrames(scrolled), '2 %')
  // Down until a line that may be pulled lies in sight whole: the lines are ordered by their days, and today's stand anywhere.
  await grid.evaluate((e) => e.scrollTo({ top: 0 }))
  const bar = await p.waitForFunction(
    ([left, right]) => {
      const found = [...document.querySelectorAll<HTMLElement>('[data-bar].cursor-grab')].find((b) => {
        const at = b.getBoundingClientRect()
        return at.width > 24 && at.left > left! + 400 && at.right < right! - 150 && at.top > 250 && at.bottom < innerHeight - 100
      })
      if (!found) document.querySelector('[role=grid]')!.scrollTop += 240
      return found
    },
    [box.x, box.x + box.width],
  )
  const from = (await bar.asElement()!.boundingBox())!
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2]
  await p.mouse.move(x, y)
  await p.mouse.down()
  const pulled = await framesDuring(p, async () => {
    for (let i = 1; i <= 180; i++) await p.mouse.move(x + 120 * Math.sin(i / 20), y, { steps: 1 })
  })
  await p.keyboard.press('Escape')
  await p.mouse.up()
  line('pull a bar across it, frames that came late', lateFrames(pulled), '2 %')
  await p.context().close()
})
