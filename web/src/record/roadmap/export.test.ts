import { expect, test } from 'vitest'

import { fileAddress } from './ExportMenu'

test('the file is of what is seen', () => {
  expect(fileAddress({ product: 'LEND', q: 'type:feature', form: 'timeline', group: 'link.objective', odds: true, title: 'Lendwell' }, 'pdf')).toBe('/roadmap/file?product=LEND&q=type%3Afeature&form=timeline&group=objective&odds=true&title=Lendwell&format=pdf')
  // What a page cannot group by it does not.
  expect(fileAddress({ form: 'table', group: 'state', title: 'A' }, 'csv')).toBe('/roadmap/file?form=table&title=A&format=csv')
  expect(fileAddress({ form: 'horizons', group: 'horizon', title: 'A' }, 'png')).toBe('/roadmap/file?form=horizons&title=A&format=png')
  // What was is told by its day, and what might be by its scenario.
  expect(fileAddress({ asOf: '2026-03-01', title: 'A' }, 'pdf')).toBe('/roadmap/file?asOf=2026-03-01&title=A&format=pdf')
  expect(fileAddress({ scenario: 's1', odds: true, title: 'A' }, 'pptx')).toBe('/roadmap/file?scenario=s1&odds=true&title=A&format=pptx')
})
