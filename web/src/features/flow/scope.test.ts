import { expect, test } from 'vitest'

import { readFigure, writeFigure } from './scope'

test('a figure in the address reads as it was written', () => {
  const over = { on: '2026-03-01', state: 'in progress' }
  expect(writeFigure('reached', over)).toBe('reached;on=2026-03-01;state=in progress')
  expect(readFigure(writeFigure('reached', over))).toEqual({ figure: 'reached', over })
  expect(readFigure(writeFigure('finished'))).toEqual({ figure: 'finished', over: {} })
})

test('what nobody wrote into an address is left out', () => {
  expect(readFigure('done;product=HIDE;on=2026-03-01;;=x;state')).toEqual({ figure: 'done', over: { on: '2026-03-01' } })
})
